// Where one is: "#/work", "#/cases/ID?tab=history". Behind the hash, so that no server and no log is told of it.
import { useEffect, useState } from "preact/hooks";

export interface Route {
  screen: string;
  rest: string[];
  parameters: URLSearchParams;
}

/** What is no percent-encoding stays as it stands: it names no page, and whoever typed it is told so. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen = "", ...rest] = path.split("/").map(decoded);
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
