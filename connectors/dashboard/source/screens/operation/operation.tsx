export default function Operation() {
  return <h1>operation</h1>;
}
