export default function Work() {
  return <h1>work</h1>;
}
