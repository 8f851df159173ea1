export default function Audit() {
  return <h1>audit</h1>;
}
