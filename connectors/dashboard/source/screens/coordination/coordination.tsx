export default function Coordination() {
  return <h1>coordination</h1>;
}
