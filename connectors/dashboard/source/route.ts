// Where one is: "#/work", "#/cases/ID?tab=history". Behind the hash, so that no server and no log is told of it.
import { useEffect, useState } from "preact/hooks";

export interface Route {
  screen: string;
  rest: string[];
  parameters: URLSearchParams;
}

export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen = "", ...rest] = path.split("/").map(decodeURIComponent);
  return { screen, rest, parameters: new URLSearchParams(query) };
}

export function linkTo(screen: string, rest: string[] = [], parameters: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams(Object.entries(parameters).filter((one): one is [string, string] => Boolean(one[1])));
  const text = query.toString();
  return `#/${[screen, ...rest].map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}
