// The dwellings by district, as a plan: one tile each, coloured and lettered by state. It is no map: the ledger does not
// know where a house stands.
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import type { Column } from "../../parts/table";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import type { Dwelling } from "./answers";
import { states, useLetters } from "./states";
import { words } from "./words";

const tile = 30; // pixels
const gap = 4;
const inRow = 8;

interface District {
  name: string; // "": not told
  dwellings: Dwelling[];
}

export function DistrictPlan({ dwellings }: { dwellings: Dwelling[] }) {
  const say = useWords(words);
  const label = useLabels();
  const letterOf = useLetters();
  const names = [...new Set(dwellings.map((one) => one.district))].sort();
  const districts = names.map((name) => ({ name, dwellings: dwellings.filter((one) => one.district === name) }));
  const present = states.filter((state) => dwellings.some((one) => one.state === state));
  return (
    <>
      <ul class="plan">
        {districts.map((one) => (
          <li key={one.name}>
            <h3>{one.name || say("notTold")}</h3>
            <DistrictTiles district={one} letterOf={letterOf} />
          </li>
        ))}
      </ul>
      <p class="plan-legend">
        {present.map((state) => (
          <span key={state}>
            <svg width={tile} height={tile} aria-hidden="true" focusable="false">
              <Tile state={state} letter={letterOf(state)} x={0} y={0} />
            </svg>{" "}
            {label("dwelling_state", state)}
          </span>
        ))}
      </p>
      <DistrictTable districts={districts} present={present} />
    </>
  );
}

function DistrictTiles({ district, letterOf }: { district: District; letterOf: (state: string) => string }) {
  const say = useWords(words);
  const label = useLabels();
  const rows = Math.ceil(district.dwellings.length / inRow);
  const [width, height] = [inRow * (tile + gap), rows * (tile + gap)];
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say("planOf", district.name || say("notTold"), district.dwellings.length)}
    >
      {district.dwellings.map((one, index) => (
        <g key={one.dwelling}>
          <title>{`${one.code}: ${label("dwelling_state", one.state)}`}</title>
          <Tile
            state={one.state}
            letter={letterOf(one.state)}
            x={(index % inRow) * (tile + gap)}
            y={Math.floor(index / inRow) * (tile + gap)}
          />
        </g>
      ))}
    </svg>
  );
}

function Tile({ state, letter, x, y }: { state: string; letter: string; x: number; y: number }) {
  return (
    <g class={`tile ${state}`}>
      <rect x={x + 1} y={y + 1} width={tile - 2} height={tile - 2} rx={3} />
      <text x={x + tile / 2} y={y + tile / 2} text-anchor="middle" dominant-baseline="central">
        {letter}
      </text>
    </g>
  );
}

function DistrictTable({ districts, present }: { districts: District[]; present: readonly string[] }) {
  const say = useWords(words);
  const label = useLabels();
  const countOf = (one: District, state: string) => one.dwellings.filter((dwelling) => dwelling.state === state).length;
  const linked = (value: number, href: string) => (value === 0 ? value : <a href={href}>{value}</a>);
  const columns: Column<District>[] = [
    { name: "district", title: say("district"), sortBy: (row) => row.name, cell: (row) => row.name || say("notTold") },
    ...present.map((state) => ({
      name: state,
      title: label("dwelling_state", state),
      isNumber: true,
      sortBy: (row: District) => countOf(row, state),
      cell: (row: District) =>
        linked(countOf(row, state), linkTo("housing", ["dwellings"], { state, district: row.name || undefined })),
    })),
    { name: "all", title: say("all"), isNumber: true, sortBy: (row) => row.dwellings.length, cell: (row) => row.dwellings.length },
  ];
  return <WideTable caption={say("byDistrict")} columns={columns} rows={districts} keyOf={(row) => row.name} />;
}
