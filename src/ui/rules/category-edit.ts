/** Editing a category study in the page: each function gives a new study and leaves the old one alone. */
import { daysPerMonth } from "../../domain/calendar.ts";
import type { CategoryStudy, GainSource } from "../../domain/category-study.ts";
import { freshId } from "../../domain/form.ts";
import type { Outcome, Structure } from "../../domain/outcome.ts";
import { inLanguage, type Language, text } from "../../domain/text.ts";

/** The music category of [001], whose answer is 10017: to begin with, and to be written over. */
const music = {
  services: [
    { id: "ringBackTone", name: text("彩铃", "Ring-back tones"), gainPointsPerMember: 1000 },
    { id: "fullTrack", name: text("全曲下载", "Full tracks"), gainPointsPerMember: 1500 },
    { id: "ringTone", name: text("铃音下载", "Ringtones"), gainPointsPerMember: 800 },
  ],
  experts: [
    {
      id: "1",
      scores: { ringBackTone: { fullTrack: 2, ringTone: 4 }, fullTrack: { ringTone: 4 } },
    },
  ],
  decimals: { difficulty: 3, importance: 2 },
  members: [{ id: "1", points: { ringBackTone: 3000, fullTrack: 5000, ringTone: 2000 } }],
};

const musicIn = (language: Language): CategoryStudy => ({
  ...music,
  services: music.services.map(({ id, name, gainPointsPerMember }) => ({
    id,
    name: inLanguage(name, language),
    gain: { method: "stated", gainPointsPerMember },
  })),
});

/** With its services named in each language. */
export const musicCategory: Record<Language, CategoryStudy> = {
  "zh-CN": musicIn("zh-CN"),
  en: musicIn("en"),
};

/** Neither more nor less important: half of what a cell and its mirror add up to. */
const equal = 3;

/** A cell of an expert's table, 1–5; where only the mirror is given, it follows from it. */
export function scoreOf(study: CategoryStudy, expert: number, row: string, column: string): number {
  const scores = study.experts[expert]?.scores ?? {};
  return scores[row]?.[column] ?? 2 * equal - (scores[column]?.[row] ?? equal);
}

/** With another score in a cell. Only cells above the diagonal are kept; the mirror below follows. */
export function withScore(
  study: CategoryStudy,
  expert: number,
  row: string,
  column: string,
  score: number,
): CategoryStudy {
  const ids = study.services.map(({ id }) => id);
  if (ids.indexOf(row) > ids.indexOf(column)) return withScore(study, expert, column, row, 2 * equal - score);
  const experts = study.experts.map((each, position) => {
    if (position !== expert) return each;
    const mirror = without(each.scores[column] ?? {}, row);
    return {
      ...each,
      scores: { ...each.scores, [column]: mirror, [row]: { ...each.scores[row], [column]: score } },
    };
  });
  return { ...study, experts };
}

/** One more expert, to whom all services matter alike. */
export function withExpert(study: CategoryStudy): CategoryStudy {
  const ids = study.services.map(({ id }) => id);
  const scores = Object.fromEntries(
    ids.slice(0, -1).map((row, at) => [row, Object.fromEntries(ids.slice(at + 1).map((id) => [id, equal]))]),
  );
  const id = String(study.experts.length + 1);
  return { ...study, experts: [...study.experts, { id: unusedName(id, study.experts), scores }] };
}

/** The study without the opinion of one expert, by position. */
export function withoutExpert(study: CategoryStudy, expert: number): CategoryStudy {
  return { ...study, experts: study.experts.filter((_, position) => position !== expert) };
}

/** One more service, like the last one in how its gain is found; equal to all others for every expert. */
export function withService(study: CategoryStudy, name: string): CategoryStudy {
  const id = freshId("service", study.services);
  const gain = study.services.at(-1)?.gain ?? { method: "stated", gainPointsPerMember: 1000 };
  const experts = study.experts.map((each) => ({
    ...each,
    scores: Object.fromEntries(
      study.services.map(({ id: row }) => [row, { ...each.scores[row], [id]: equal }]),
    ),
  }));
  return { ...study, services: [...study.services, { id, name, gain }], experts };
}

/** Without a service, its comparisons and its points. */
export function withoutService(study: CategoryStudy, id: string): CategoryStudy {
  return {
    ...study,
    services: study.services.filter((service) => service.id !== id),
    experts: study.experts.map((each) => ({
      ...each,
      scores: mapped(without(each.scores, id), (row) => without(row, id)),
    })),
    members: (study.members ?? []).map((member) => ({ ...member, points: without(member.points, id) })),
  };
}

/** The service under another name; what the study says of it stays. */
export function renamed(study: CategoryStudy, id: string, name: string): CategoryStudy {
  return { ...study, services: study.services.map((each) => (each.id === id ? { ...each, name } : each)) };
}

/** Another way to find the gains, for all services, as figures of different ways do not compare. */
export function withMethod(study: CategoryStudy, method: GainSource["method"]): CategoryStudy {
  const services = study.services.map((each) => ({ ...each, gain: gainLike(each.gain, method) }));
  return { ...study, services };
}

function gainLike(gain: GainSource, method: GainSource["method"]): GainSource {
  const known = gainOf(gain);
  switch (method) {
    case "sampledMean":
      return { method, memberGainPoints: [known] };
    case "highestScore":
      return { method, topGainPoints: known };
    case "overallMean":
      return { method, totalGainPoints: known, members: 1 };
    case "stated":
      return { method, gainPointsPerMember: known };
  }
}

function gainOf(gain: GainSource): number {
  switch (gain.method) {
    case "sampledMean":
      return gain.memberGainPoints.reduce((sum, each) => sum + each, 0) / (gain.memberGainPoints.length || 1);
    case "highestScore":
      return gain.topGainPoints;
    case "overallMean":
      return gain.totalGainPoints / (gain.members || 1);
    case "stated":
      return gain.gainPointsPerMember;
  }
}

/** The study with one more member, who has no points yet. */
export function withMember(study: CategoryStudy): CategoryStudy {
  const members = study.members ?? [];
  const points = Object.fromEntries(study.services.map(({ id }) => [id, 0]));
  const id = unusedName(String(members.length + 1), members);
  return { ...study, members: [...members, { id, points }] };
}

/** Leaves room in an id for a number behind it. */
const idLengthOfOthers = 35;

/**
 * The services that a run has paid for, with points per member and month as their gains; one that pays several currencies
 * is there once for each.
 */
export function studyOf(
  { structures, memberDays }: Pick<Outcome, "structures" | "memberDays">,
  nameOf: (structure: Structure) => string,
): CategoryStudy {
  const paid = structures.filter(({ issued }) => issued > 0);
  const services = paid.map((structure, position) => {
    const { service, issued } = structure;
    const isFirst = paid.findIndex((other) => other.service === service) === position;
    return {
      id: isFirst ? service : `${service.slice(0, idLengthOfOthers)}-${position + 1}`,
      name: nameOf(structure),
      gain: { method: "stated", gainPointsPerMember: (issued / memberDays) * daysPerMonth } as const,
    };
  });
  return withExpert({ services, experts: [], members: [] });
}

function unusedName(wanted: string, taken: readonly { id: string }[]): string {
  let number = Number(wanted);
  while (taken.some(({ id }) => id === String(number))) number++;
  return String(number);
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}

function mapped<Value>(
  record: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
