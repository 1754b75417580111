/**
 * Category points: the weighted sum of similar services' points, S = Σ K·M·S_i, and the club that it picks
 * (spec 1.4; [000] [001]). K is a service's difficulty, M its importance; figures stay in the order of the services.
 */
import {
  type Answer,
  type CategoryMember,
  type CategoryProblem,
  type CategoryService,
  type CategoryStudy,
  type CategoryWarning,
  type Cell,
  type ClubRule,
  categoryLimits,
  type Decimals,
  type ExpertTable,
  type GainSource,
  type Limits,
} from "./category-study.ts";

/** The document calls samples of this size and above good ("50以上样本为佳"); smaller ones are used, and flagged. */
export const sampleMembersAdvised = 50;

/** Difficulties above this make all of them go through a square root. */
export const difficultyMax = 10;

/** A cell and its mirror add up to this; equal importance is half of it. */
const mirroredScoreSum = 6;

/** Relative slack at an edge, sixteen units in the last place: a half or a 10 counts as such whatever its binary fraction. */
const slack = 16 * Number.EPSILON;

const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;

export type ServiceGain = { service: string; gainPointsPerMember: number };
export type ServiceDifficulty = { service: string; difficulty: number };
export type ServiceImportance = { service: string; importance: number };
export type Coefficient = ServiceDifficulty & ServiceImportance;
/** `rank` is 1 plus the number of members with more points, so that equals share one. */
export type RankedMember = { id: string; points: number; rank: number };
/** `tiedOutside` members have as many points as the last one inside and stay out by the order of their ids alone. */
export type Club = { members: RankedMember[]; tiedOutside: number };

/** The value, unless there are problems. */
function answer<T>(problems: CategoryProblem[], value: () => T): Answer<T> {
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: value() };
}

function andThen<A, B>(first: Answer<A>, next: (value: A) => Answer<B>): Answer<B> {
  return first.ok ? next(first.value) : first;
}

function isWithin(value: number, { min, max }: Limits): boolean {
  return value >= min && value <= max;
}

function isWholeWithin(value: number, limits: Limits): boolean {
  return Number.isInteger(value) && isWithin(value, limits);
}

/** Half up, for values from 0; `decimals` is whole and 0–9. */
function roundHalfUp(value: number, decimals: number): number {
  const scale = powersOfTen[decimals]!;
  return Math.floor(value * scale * (1 + slack) + 0.5) / scale;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function duplicates(kind: "service" | "expert" | "member", ids: readonly string[]): CategoryProblem[] {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) (once.has(id) ? twice : once).add(id);
  return [...twice].map((id) => ({ code: "duplicate", kind, id }));
}

function serviceProblems(services: readonly string[]): CategoryProblem[] {
  const limits = categoryLimits.services;
  return isWithin(services.length, limits)
    ? duplicates("service", services)
    : [{ code: "serviceCount", ...limits }];
}

// ΔS

/**
 * ΔS of each service, points per member over the period (spec 1.4 step 1; [001] STEP 1): the mean of a sample, the gain
 * of the top member, all gains over all members, or a stated figure. One method for all services, as figures of
 * different methods do not compare. A ΔS of 0 or below is left for `difficultiesOf` to refuse.
 *
 * Errors: `mixedMethods`, `emptySample`, `memberCount` (whole, 1–10⁹), `gainRange` (members' gains ± 10⁹, a total
 * ± 10¹⁵). A sample under 50 members is used and flagged: `smallSample`.
 */
export function gainsOf(
  services: readonly CategoryService[],
): Answer<{ gains: ServiceGain[]; warnings: CategoryWarning[] }> {
  const expected = services[0]?.gain.method ?? "sampledMean";
  const problems = services.flatMap(({ id, gain }): CategoryProblem[] =>
    gain.method === expected
      ? sourceProblems(id, gain)
      : [{ code: "mixedMethods", service: id, method: gain.method, expected }],
  );
  return answer(problems, () => ({
    gains: services.map(({ id, gain }) => ({ service: id, gainPointsPerMember: gainPointsPerMember(gain) })),
    warnings: services.flatMap(({ id, gain }) => sampleWarnings(id, gain)),
  }));
}

function sourceProblems(service: string, source: GainSource): CategoryProblem[] {
  const { members, gainPoints, totalGainPoints } = categoryLimits;
  const eitherSign = { min: -gainPoints.max, max: gainPoints.max };
  const within = (limits: Limits, values: readonly number[]): CategoryProblem[] =>
    values.every((value) => isWithin(value, limits)) ? [] : [{ code: "gainRange", service, ...limits }];
  switch (source.method) {
    case "sampledMean":
      if (source.memberGainPoints.length === 0) return [{ code: "emptySample", service }];
      return within(eitherSign, source.memberGainPoints);
    case "highestScore":
      return within(eitherSign, [source.topGainPoints]);
    case "overallMean":
      if (!isWholeWithin(source.members, members)) return [{ code: "memberCount", service, ...members }];
      return within(totalGainPoints, [source.totalGainPoints]);
    case "stated":
      return within(eitherSign, [source.gainPointsPerMember]);
  }
}

function gainPointsPerMember(source: GainSource): number {
  switch (source.method) {
    case "sampledMean":
      return sumOf(source.memberGainPoints) / source.memberGainPoints.length;
    case "highestScore":
      return source.topGainPoints;
    case "overallMean":
      return source.totalGainPoints / source.members;
    case "stated":
      return source.gainPointsPerMember;
  }
}

function sampleWarnings(service: string, source: GainSource): CategoryWarning[] {
  if (source.method !== "sampledMean" || source.memberGainPoints.length >= sampleMembersAdvised) return [];
  return [
    {
      code: "smallSample",
      service,
      members: source.memberGainPoints.length,
      advised: sampleMembersAdvised,
    },
  ];
}

// K

/**
 * K before its correction: the mean of all ΔS over the service's own, without dimension, above 0 (spec 1.4 step 1).
 *
 * Errors: `serviceCount` (2–30), `duplicate`, `noGain` (a ΔS of 0 or below), `gainRange` (ΔS 10⁻⁹–10⁹).
 */
export function difficultiesOf(
  gains: readonly ServiceGain[],
): Answer<{ meanGainPoints: number; difficulties: ServiceDifficulty[] }> {
  const limits = categoryLimits.gainPoints;
  const problems = serviceProblems(gains.map(({ service }) => service));
  for (const { service, gainPointsPerMember } of gains) {
    if (gainPointsPerMember <= 0) problems.push({ code: "noGain", service, gainPointsPerMember });
    else if (!isWithin(gainPointsPerMember, limits)) problems.push({ code: "gainRange", service, ...limits });
  }
  return answer(problems, () => {
    const meanGainPoints = sumOf(gains.map((gain) => gain.gainPointsPerMember)) / gains.length;
    return {
      meanGainPoints,
      difficulties: gains.map(({ service, gainPointsPerMember }) => ({
        service,
        difficulty: meanGainPoints / gainPointsPerMember,
      })),
    };
  });
}

/**
 * K after its correction: as long as one is above 10, the square root of all, which keeps their order; with the number
 * of rounds that it took (spec 1.4 step 2; [001] STEP 2).
 *
 * Errors: `difficultyRange` (a K that is not finite and above 0).
 */
export function correctDifficulties(
  difficulties: readonly ServiceDifficulty[],
): Answer<{ difficulties: ServiceDifficulty[]; rounds: number }> {
  const problems = difficulties
    .filter(({ difficulty }) => !(difficulty > 0 && Number.isFinite(difficulty)))
    .map(({ service }): CategoryProblem => ({ code: "difficultyRange", service }));
  return answer(problems, () => {
    let corrected = [...difficulties];
    let rounds = 0;
    while (corrected.some(({ difficulty }) => difficulty > difficultyMax * (1 + slack))) {
      corrected = corrected.map((own) => ({ ...own, difficulty: Math.sqrt(own.difficulty) }));
      rounds++;
    }
    return { difficulties: corrected, rounds };
  });
}

// M

function scoreOf({ scores }: ExpertTable, row: string, column: string): number | undefined {
  const cells = Object.hasOwn(scores, row) ? scores[row]! : {};
  return Object.hasOwn(cells, column) ? cells[column] : undefined;
}

/**
 * The table with the cells below the diagonal that it leaves out, each 6 less its mirror; what is there stays, and what
 * has no valid mirror stays out. `services` gives the order of rows and columns, so what lies above the diagonal.
 */
export function completeTable(services: readonly string[], table: ExpertTable): ExpertTable {
  const completed = services.map((row, position) => {
    const mirrored = services.slice(0, position).flatMap((column): [string, number][] => {
      const mirror = scoreOf(table, column, row);
      return mirror !== undefined && isWholeWithin(mirror, categoryLimits.score)
        ? [[column, mirroredScoreSum - mirror]]
        : [];
    });
    const own = Object.hasOwn(table.scores, row) ? Object.entries(table.scores[row]!) : [];
    return [row, Object.fromEntries([...mirrored, ...own])];
  });
  return { ...table, scores: { ...table.scores, ...Object.fromEntries(completed) } };
}

/**
 * M of each service by paired comparison, without dimension, ⅓–1⅔ with mean 1: an expert's row sum over the mean of
 * the row sums, then the mean over experts, who weigh alike (spec 1.4 step 3; [001] STEP 3). `rowSums` are by expert
 * and then by service.
 *
 * Errors: `serviceCount`, `duplicate` (services, experts), `noExperts`; in a table `unknownRow`, `unknownColumn`,
 * `diagonal` (a service against itself), `missingScore`, `scoreRange` (whole, 1–5), `scoreSum` (a cell and its mirror
 * must add up to 6), each with expert, row and column.
 */
export function importancesOf(
  services: readonly string[],
  tables: readonly ExpertTable[],
): Answer<{ importances: ServiceImportance[]; rowSums: number[][] }> {
  const problems = [
    ...serviceProblems(services),
    ...duplicates(
      "expert",
      tables.map(({ id }) => id),
    ),
    ...tables.flatMap((table) => tableProblems(services, table)),
  ];
  if (tables.length === 0) problems.push({ code: "noExperts" });
  return answer(problems, () => {
    const rowSums = tables.map((table) =>
      services.map((row) => sumOf(services.map((column) => scoreOf(table, row, column) ?? 0))),
    );
    const byExpert = rowSums.map((sums) => sums.map((sum) => sum / (sumOf(sums) / sums.length)));
    const importances = services.map((service, position) => ({
      service,
      importance: sumOf(byExpert.map((own) => own[position]!)) / tables.length,
    }));
    return { importances, rowSums };
  });
}

function tableProblems(services: readonly string[], table: ExpertTable): CategoryProblem[] {
  const pairs = services.flatMap((row, position) =>
    services.slice(position + 1).flatMap((column) => pairProblems(table, row, column)),
  );
  return [...strayCells(services, table), ...pairs];
}

/** Cells of services that the category does not have, and of a service against itself. */
function strayCells(services: readonly string[], { id: expert, scores }: ExpertTable): CategoryProblem[] {
  const known = new Set(services);
  return Object.entries(scores).flatMap(([row, cells]) =>
    Object.keys(cells).flatMap((column): CategoryProblem[] => {
      if (!known.has(row)) return [{ code: "unknownRow", expert, row, column }];
      if (!known.has(column)) return [{ code: "unknownColumn", expert, row, column }];
      return row === column ? [{ code: "diagonal", expert, row, column }] : [];
    }),
  );
}

/** A cell above the diagonal and its mirror. Where the first is wrong, it is no news that the second is missing. */
function pairProblems(table: ExpertTable, row: string, column: string): CategoryProblem[] {
  const cell = { expert: table.id, row, column };
  const mirror = { expert: table.id, row: column, column: row };
  const above = scoreOf(table, row, column);
  const below = scoreOf(table, column, row);
  const wrongAbove = scoreProblems(cell, above);
  const wrongBelow = wrongAbove.length > 0 && below === undefined ? [] : scoreProblems(mirror, below);
  if (wrongAbove.length > 0 || wrongBelow.length > 0) return [...wrongAbove, ...wrongBelow];
  const sum = above! + below!;
  return sum === mirroredScoreSum ? [] : [{ code: "scoreSum", ...cell, sum, expected: mirroredScoreSum }];
}

function scoreProblems(cell: Cell, score: number | undefined): CategoryProblem[] {
  if (score === undefined) return [{ code: "missingScore", ...cell }];
  const limits = categoryLimits.score;
  return isWholeWithin(score, limits) ? [] : [{ code: "scoreRange", ...cell, ...limits }];
}

// S

/**
 * The coefficients rounded half up to the decimals that a plan shows, so that others can recompute its points by hand;
 * a coefficient without decimals stays as it is. One that rounds to 0 takes its service out and is flagged:
 * `roundedToZero`.
 *
 * Errors: `decimalsRange` (whole, 0–9).
 */
export function roundCoefficients(
  coefficients: readonly Coefficient[],
  decimals: Decimals,
): Answer<{ coefficients: Coefficient[]; warnings: CategoryWarning[] }> {
  const limits = categoryLimits.decimals;
  const asked = (["difficulty", "importance"] as const).flatMap((coefficient) => {
    const places = decimals[coefficient];
    return places === undefined ? [] : [{ coefficient, places }];
  });
  const problems = asked
    .filter(({ places }) => !isWholeWithin(places, limits))
    .map(({ coefficient }): CategoryProblem => ({ code: "decimalsRange", coefficient, ...limits }));
  return answer(problems, () => {
    const rounded = coefficients.map((own) => {
      const shown = asked.map(({ coefficient, places }) => [
        coefficient,
        roundHalfUp(own[coefficient], places),
      ]);
      return { ...own, ...Object.fromEntries(shown) };
    });
    const warnings = rounded.flatMap((own): CategoryWarning[] =>
      asked
        .filter(({ coefficient }) => own[coefficient] === 0)
        .map(({ coefficient, places }) => ({
          code: "roundedToZero",
          service: own.service,
          coefficient,
          decimals: places,
        })),
    );
    return { coefficients: rounded, warnings };
  });
}

function pointsOf({ points }: Pick<CategoryMember, "points">, service: string): number {
  return Object.hasOwn(points, service) ? points[service]! : 0;
}

/** S of one member whose points have been checked: Σ K·M·S_i in whole points, half up (spec 1.4 step 4). */
function categoryPoints(coefficients: readonly Coefficient[], member: CategoryMember): number {
  const terms = coefficients.map(
    ({ service, difficulty, importance }) => difficulty * importance * pointsOf(member, service),
  );
  return roundHalfUp(sumOf(terms), 0);
}

function memberProblems(services: readonly string[], members: readonly CategoryMember[]): CategoryProblem[] {
  const known = new Set(services);
  const limits = categoryLimits.memberPoints;
  const ids = members.map(({ id }) => id);
  const ofPoints = members.flatMap(({ id: member, points }) =>
    Object.entries(points).flatMap(([service, own]): CategoryProblem[] => {
      if (!known.has(service)) return [{ code: "unknownService", member, service }];
      return isWholeWithin(own, limits) ? [] : [{ code: "pointsRange", member, service, ...limits }];
    }),
  );
  return [...duplicates("member", ids), ...ofPoints];
}

/**
 * All members by category points, S = Σ K·M·S_i in whole points, half up; highest first, equals in the order of their
 * ids by code unit, so that the order of the list never matters (spec 1.4 step 4).
 *
 * Errors: `duplicate` (members), `unknownService`, `pointsRange` (whole, 0–10⁹).
 */
export function rankMembers(
  coefficients: readonly Coefficient[],
  members: readonly CategoryMember[],
): Answer<RankedMember[]> {
  const services = coefficients.map(({ service }) => service);
  return answer(memberProblems(services, members), () => {
    const ranked = members
      .map((member) => ({ id: member.id, points: categoryPoints(coefficients, member), rank: 0 }))
      .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
    ranked.forEach((member, position) => {
      const before = ranked[position - 1];
      member.rank = before?.points === member.points ? before.rank : position + 1;
    });
    return ranked;
  });
}

/**
 * The club's members out of the ranked: the first n, or all with at least so many points (spec 1.4, uses; [001]). Fewer
 * than n members are all picked.
 *
 * Errors: `clubRange` (n whole, 1–10⁹; a threshold whole, 0–10¹² points).
 */
export function pickClub(ranked: readonly RankedMember[], rule: ClubRule): Answer<Club> {
  const [asked, limits] =
    rule.kind === "top"
      ? [rule.members, categoryLimits.members]
      : [rule.points, categoryLimits.thresholdPoints];
  const problems: CategoryProblem[] = isWholeWithin(asked, limits)
    ? []
    : [{ code: "clubRange", kind: rule.kind, ...limits }];
  return answer(problems, () => {
    const members =
      rule.kind === "top" ? ranked.slice(0, asked) : ranked.filter(({ points }) => points >= asked);
    const last = members.at(-1);
    const tied = ranked.slice(members.length).filter(({ points }) => points === last?.points);
    return { members, tiedOutside: tied.length };
  });
}

// The whole study

/** What a study comes to; everything by service is in the order of the study's services. */
export type Assessment = {
  gains: ServiceGain[];
  meanGainPoints: number;
  /** Square roots that it took to bring every K to 10 or below. */
  correctionRounds: number;
  /** By expert, then by service. */
  rowSums: number[][];
  /** As used: corrected, averaged over experts, rounded where the study says so. */
  coefficients: Coefficient[];
  ranked: RankedMember[];
  club?: Club;
  warnings: CategoryWarning[];
};

/**
 * The four steps of [001]: gains, difficulties and their correction, importances, points; then the ranking and the club
 * (spec 1.4). Experts may leave out the cells below the diagonal. Errors: those of the steps, gathered from all inputs.
 */
export function assessCategory(study: CategoryStudy): Answer<Assessment> {
  const services = study.services.map(({ id }) => id);
  const listed = serviceProblems(services);
  if (listed.length > 0) return { ok: false, problems: listed };
  const measured = gainsOf(study.services);
  const difficult = andThen(measured, ({ gains }) => difficultiesOf(gains));
  const corrected = andThen(difficult, ({ difficulties }) => correctDifficulties(difficulties));
  const compared = importancesOf(
    services,
    study.experts.map((table) => completeTable(services, table)),
  );
  // Ones stand in for coefficients that could not be found, so that decimals, members and club are checked all the same.
  const exact = services.map((service, position) => ({
    service,
    difficulty: corrected.ok ? corrected.value.difficulties[position]!.difficulty : 1,
    importance: compared.ok ? compared.value.importances[position]!.importance : 1,
  }));
  const rounded = roundCoefficients(exact, study.decimals ?? {});
  const used = rounded.ok ? rounded.value.coefficients : exact;
  const ranking = rankMembers(used, study.members ?? []);
  const picked = study.club && pickClub(ranking.ok ? ranking.value : [], study.club);
  if (
    measured.ok &&
    difficult.ok &&
    corrected.ok &&
    compared.ok &&
    rounded.ok &&
    ranking.ok &&
    picked?.ok !== false
  )
    return {
      ok: true,
      value: {
        gains: measured.value.gains,
        meanGainPoints: difficult.value.meanGainPoints,
        correctionRounds: corrected.value.rounds,
        rowSums: compared.value.rowSums,
        coefficients: used,
        ranked: ranking.value,
        ...(picked && { club: picked.value }),
        warnings: [
          ...measured.value.warnings,
          ...rounded.value.warnings,
          ...(picked ? clubWarnings(picked.value) : []),
        ],
      },
    };
  const parts = [corrected, compared, rounded, ranking, ...(picked ? [picked] : [])];
  return { ok: false, problems: parts.flatMap((part) => (part.ok ? [] : part.problems)) };
}

function clubWarnings({ members, tiedOutside }: Club): CategoryWarning[] {
  const last = members.at(-1);
  return last && tiedOutside > 0 ? [{ code: "tiedOutside", members: tiedOutside, points: last.points }] : [];
}
