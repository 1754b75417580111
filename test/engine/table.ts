/**
 * Award tables that a planner can read: what happens on a day, what is posted, what the member then holds. One line a
 * day, "0: login, session 25 | +15 | 15"; other members are named, "B login". A line is what the engine did, so that a
 * table is compared as text.
 */
import type { Scenario } from "../../src/domain/scenario.ts";
import type { EventBatch } from "../../src/engine/events.ts";
import { play, type RecordedEvent } from "./recorded.ts";

const line = /^(?<day>\d+):\s*(?<events>[^|]*)\|/;
/** Member, event, amount, and the piece or member that it names: "B refers C", "like 27 of s"; service and channel: "purchase 500 for wine via app". */
const word =
  /^(?:(?<member>[A-Z]) )?(?<event>[a-zA-Z]+)(?: (?<amount>\d+))?(?: of (?<other>\w+))?(?: for (?<service>\w+))?(?: via (?<channel>\w+))?$/;

export function eventsIn(table: string): RecordedEvent[] {
  return linesOf(table).flatMap((text) => {
    const { day = "", events = "" } = line.exec(text)?.groups ?? {};
    return events
      .split(",")
      .map((event) => event.trim())
      .filter((event) => event !== "")
      .map((event) => recordedFrom(Number(day), event));
  });
}

function recordedFrom(day: number, text: string): RecordedEvent {
  const { member = "A", event = "", amount, other, service, channel } = word.exec(text)?.groups ?? {};
  if (event === "") throw new Error(`not an event: ${text}`);
  const named =
    other === undefined
      ? {}
      : /^(referral|pointsTransfer|liking|clicking|forwarding)$/.test(event)
        ? { referred: other }
        : { piece: pieceOf(other) };
  return {
    day,
    member,
    event: event as keyof EventBatch,
    amount: amount === undefined ? 1 : Number(amount),
    ...named,
    ...(service === undefined ? {} : { service }),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** Pieces are named by a letter. */
function pieceOf(name: string): number {
  return name.charCodeAt(0) - "a".charCodeAt(0);
}

function linesOf(table: string): string[] {
  return table
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** The table with what the engine posts to A, and A's balance in the first currency at the end of the day. */
export function played(scenario: Scenario, table: string): string {
  const { balances, awards } = play(scenario, eventsIn(table));
  return linesOf(table)
    .map((text) => {
      const { day = "", events = "" } = line.exec(text)?.groups ?? {};
      const today = awards.filter((award) => award.day === Number(day) && award.member === "A");
      const posted = today.map(({ points }) => `+${points}`).join(" ") || "0";
      return `${day}: ${events.trim()} | ${posted} | ${balances[Number(day)]}`.replace(":  |", ": |");
    })
    .join("\n");
}

/** A table as it stands in a test, to be compared with what was played. */
export function written(table: string): string {
  return linesOf(table)
    .map((text) => text.replace(/ +/g, " "))
    .join("\n");
}

/** The table with what A holds at the end of the day in each currency, "0: grant 100 | points 100, coins 0". */
export function heldIn(scenario: Scenario, table: string, watched = "A"): string {
  const { held } = play(scenario, eventsIn(table), watched);
  return linesOf(table)
    .map((text) => {
      const { day = "", events = "" } = line.exec(text)?.groups ?? {};
      const now = scenario.currencies.map(({ id }, position) => `${id} ${held[Number(day)]?.[position]}`);
      return `${day}: ${events.trim()} | ${now.join(", ")}`.replace(":  |", ": |");
    })
    .join("\n");
}

/** The table with A's tier at the end of the day, "0: grant 500 | silver". */
export function tierIn(scenario: Scenario, table: string): string {
  const { tiers } = play(scenario, eventsIn(table));
  return linesOf(table)
    .map((text) => {
      const { day = "", events = "" } = line.exec(text)?.groups ?? {};
      const tier = scenario.tiers?.steps[tiers[Number(day)] ?? -1]?.id;
      return `${day}: ${events.trim()} | ${tier}`.replace(":  |", ": |");
    })
    .join("\n");
}
