export default function Housing() {
  return <h1>housing</h1>;
}
