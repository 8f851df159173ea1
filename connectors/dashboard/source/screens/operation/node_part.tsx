import { sumOf, valueOf, type Scrape } from "../../api/metrics";
import { useCheckpoint } from "../../api/checkpoint";
import { Facts } from "../../parts/facts";
import { Table } from "../../parts/table";
import { count } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import type { Status } from "./scrapes";
import { operationWords } from "./words";

const queues = ["node", "readers", "log_reader", "position", "writer"] as const;

const hour = 3_600; // seconds
const day = 24 * hour;

/** Who writes, in which term; what waits; how old the last checkpoint is that was published, and the last backup that was proven. */
export function NodePart({ now, status }: { now: Scrape | null; status: Status | null }) {
  const say = useWords(operationWords);
  const language = useLanguage();
  const checkpoint = useCheckpoint();
  const next = valueOf(now, "fascicolo_next_position");
  const published =
    checkpoint === null ? "–" : checkpoint === "unpublished" ? say("noCheckpoint") : say("checkpointAt", count(language, checkpoint.size), count(language, Math.max(0, (next ?? checkpoint.size) - checkpoint.size)));
  const aged = (series: string) => {
    const seconds = valueOf(now, series);
    if (now === null) return "–";
    if (seconds === null) return say("backupNever");
    return seconds < day ? say("hoursAgo", count(language, Math.floor(seconds / hour))) : say("daysAgo", count(language, Math.floor(seconds / day)));
  };
  const told: [string, string][] = [
    [say("part"), status ? say(status.part) : "–"],
    [say("term"), status ? count(language, status.term) : "–"],
    [say("holder"), status?.holder ?? "–"],
    [say("nextPosition"), count(language, next) || "–"],
    [say("checkpoint"), published],
    [say("backupRestored"), aged("fascicolo_backup_restored_age_seconds")],
    [say("backupChecked"), aged("fascicolo_backup_checked_age_seconds")],
    [say("clock"), count(language, valueOf(now, "fascicolo_clock_went_back_total")) || "–"],
  ];
  const columns = [
    { name: "queue", title: say("queueName"), cell: (one: (typeof queues)[number]) => say(`queue_${one}`) },
    { name: "waiting", title: say("queueWaiting"), isNumber: true, cell: (one: (typeof queues)[number]) => count(language, sumOf(now, "fascicolo_waiting", (labels) => labels.queue === one)) },
  ];
  return (
    <div class="two">
      <section class="mb-4">
        <h2>{say("node")}</h2>
        <Facts facts={told} look="about" />
      </section>
      <section class="mb-4">
        <h2>{say("queues")}</h2>
        <Table caption={say("queues")} columns={columns} rows={[...queues]} keyOf={(one) => one} />
      </section>
    </div>
  );
}
