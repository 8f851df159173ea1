export default function Reporting() {
  return <h1>reporting</h1>;
}
