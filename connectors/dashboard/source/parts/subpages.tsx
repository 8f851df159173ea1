import { linkTo } from "../route";

export interface Subpage {
  name: string; // of the route's rest; "": the screen itself
  title: string;
}

/** The pages of a screen, under its own name in the navigation. */
export function Subpages({ screen, label, pages, current }: { screen: string; label: string; pages: Subpage[]; current: string }) {
  return (
    <nav class="subpages no-print" aria-label={label}>
      <ul>
        {pages.map((one) => (
          <li key={one.name}>
            <a href={linkTo(screen, one.name ? [one.name] : [])} aria-current={one.name === current ? "page" : undefined}>
              {one.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
