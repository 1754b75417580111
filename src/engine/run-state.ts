/** Everything that changes while a shard runs, and how it grows when members refer members. */
import { shareDeeds } from "../domain/indicator.ts";
import { RunError } from "../domain/runner.ts";
import type { AwardStage, HeldBy, Move, Origin } from "../domain/trace.ts";
import { binCount } from "./bins.ts";
import { growColumns, grown } from "./columns.ts";
import { type Program, rulesOfAllStages } from "./compile.ts";
import { type CompiledRule, isMonthTotal } from "./compile-rule.ts";
import { type EventBatch, emptyBatch, entryKinds, keepOrigin, type Slice } from "./events.ts";
import { type Account, creditAtOpening, growAccount, openAccount } from "./ledger.ts";
import { type Allowance, allowanceBytes, openAllowance } from "./limits.ts";
import { emptyOrders, type Orders } from "./order-book.ts";
import { noPayments, type Payments } from "./payments.ts";
import {
  capacityForOneMore,
  emptyRoster,
  enter,
  groupCount,
  growRoster,
  type NewMember,
  type Roster,
} from "./roster.ts";
import { growMemory, memoryBytes, openMemory, type RuleMemory } from "./rule-memory.ts";
import { type CurrencyTally, emptyTally, type Tally } from "./tally.ts";

/** A list of members that a step of the day fills and the next ones read. */
export type MemberList = { count: number; member: Int32Array };

/** Awards of one rule on one day, on their way from condition to posting. */
export type Postings = {
  count: number;
  member: Int32Array;
  /** Whole; wide enough for any amount times any award value, which the posting checks. */
  points: Float64Array;
  /** The payment that earned it, for rules on payments. */
  order: Int32Array;
  /** For rules by channel or product, where the event came from: as in `Slice`. */
  channel?: Uint8Array;
  service?: Uint8Array;
  /** Where somebody listens (`journal.ts`): 1 + the member that an award is about, and what was measured; 0 for neither. */
  about?: Int32Array;
  amount?: Float64Array;
  /** Position in the scenario of the rule whose postings these answer to; −1 for none. */
  by: number;
};

/** How postings came about: the rules from the first on, as many as `depth`; whether a share is among them; bookings so far. */
export type Causes = { rules: CompiledRule[]; depth: number; isShared: boolean; bookings: number };

export type RunState = {
  /** The scheme of today; and what it becomes on later days. */
  program: Program;
  changes: Program["changes"];
  /** Members the run started with. */
  startedWith: number;
  roster: Roster;
  accounts: Account[];
  batch: EventBatch;
  /** All of the batch, for the loops. */
  slices: Slice[];
  /** Who joined today; who logged in today, once each; for whom it was the first login of the month. */
  joiners: MemberList;
  logins: MemberList;
  monthLogins: MemberList;
  /** Whose membership ends with the opening of this day. */
  leavers: MemberList;
  /** Who can afford something today. */
  candidates: MemberList;
  postings: Postings;
  /** The day as a rule by origin sees it, one event at a time or all at once; made where a scheme has such rules. */
  alone?: RunState;
  heard?: RunState;
  /** What a share of the postings goes to, and the next step up the chain. */
  shares: [Postings, Postings];
  /** What postings cause in turn, by depth; made where a scheme has such rules. */
  caused: Postings[];
  causes: Causes;
  ruleMemory: RuleMemory[];
  /** By limit over several rules. */
  limitMemory: Allowance[];
  /** By position of the exchange: points that a member has given this month; empty where there is no limit. */
  exchanged: Int32Array[];
  /** By member, the day of the last deed, −1 before the run; empty where no decay has a grace. */
  lastDeed: Int32Array;
  /**
   * By currency, points that a member has sent and bought this month, where there are limits; 1 + whom it referred last,
   * where points are sent.
   */
  wallet: { sent: Int32Array[]; bought: Int32Array[]; friend: Int32Array };
  /** What visitors could spend of one currency, exchanges counted; empty without exchanges. */
  purses: Int32Array;
  /** By currency: points that these members have redeemed this month. */
  redeemed: Float64Array;
  /** Points of all redemptions that records reported, as they were booked. */
  redeemedRecorded: number;
  /** By currency: what payments earned. */
  orders: Orders[];
  /** Whether payments may be refunded. */
  refunds: boolean;
  /** What orders were paid with; only where payments may be refunded. */
  payments: Payments;
  /** Praise so far by piece of content; and, by today's praise events, what the piece had before. */
  praises: Int32Array;
  praiseBefore: Int32Array;
  enrolled: number;
  enrolledByGroup: Float64Array;
  /** Who has earned what tiers go by since the last promotion, perhaps more than once; and on which days a tier ends. */
  earners: MemberList;
  tiersEnd: Uint8Array;
  /** Points earned until this day opened, for the periods of tiers; empty without tiers. */
  issuedBefore: Float64Array;
  /** The same until the year opened; empty where promotion never asks for it. */
  issuedBeforeYear: Float64Array;
  /**
   * Days on which the period of a member's tier began and on which a demotion, or an entry into a tier, began to count anew;
   * empty where nothing is refunded.
   */
  tierSince: { period: Int32Array; count: Int32Array };
  /** By service with levels: points that its rules have paid the member. */
  levelPoints: Float64Array[];
  /** Points that members were paid this month for session time, where bands ask for them. */
  timePoints: Float64Array[];
  /** 1 once a member has been verified; empty where no rule ever asks. */
  verified: Uint8Array;
  /** By privilege: 1 once the member has held it. */
  everHeld: Uint8Array[];
  /** The part of a budget of the whole run that belongs to these members. */
  budgetPart: (points: number) => number;
  /** Hears of every posting, in order: position of the rule in the scenario, member, day, points, balance after it. */
  onPosting?: (rule: number, member: number, day: number, points: number, balance: number) => void;
  /** Sees what a rule pays after each step of an award, for explanations. */
  onStage?: (stage: AwardStage, rule: CompiledRule, postings: Postings, day: number) => void;
  /** Hears which cap or budget cuts a posting, by its place, to how many points: −1 the rule's own, else the position of the limit. */
  onHeld?: (posting: number, limit: number, by: HeldBy, left: number) => void;
  /** Hears of events that a rule by channel or product does not hear. */
  onUnheard?: (rule: CompiledRule, member: number, day: number, origin: Origin) => void;
  /** Hears whatever else moves what a member holds, in order; points are negative where they leave. */
  onMove?: (member: number, day: number, currency: number, points: number, move: Move<number>) => void;
  /** Hears of promotions and demotions, by position of the tier. */
  onTier?: (member: number, day: number, from: number, to: number) => void;
  /** Called once the opening of a day is settled, before anything is earned. */
  onSettled?: (day: number) => void;
  tally: Tally;
};

/** Members `first` ≤ m < `end` of `of` that the whole run starts with. */
export type Part = { first: number; end: number; of: number };

/**
 * A run before its first day, without members.
 * @param startedWith how many it begins with
 * @param part which of the whole run, whose budgets are shared out
 * @throws RunError `memoryLimit`
 */
export function openRun(program: Program, startedWith: number, part?: Part): RunState {
  const capacity = Math.ceil(startedWith * 1.25) + 64;
  checkMemory(program, capacity);
  const list = () => ({ count: 0, member: new Int32Array(capacity) });
  const { limits } = program;
  const batch = batchFor(program);
  const asks = (kind: string) => program.rules.some(({ condition }) => condition.kind === kind);
  const limitMemory = limits.map(({ caps }) => openAllowance(caps, capacity));
  return {
    program,
    changes: program.changes,
    startedWith,
    roster: emptyRoster(capacity, { joinedOn: asks("anniversary"), bornOn: asks("birthday") }),
    accounts: program.currencies.map((currency) => openAccount(currency, capacity)),
    batch,
    slices: Object.values(batch),
    joiners: list(),
    logins: list(),
    monthLogins: list(),
    leavers: list(),
    candidates: list(),
    postings: emptyPostings(capacity),
    shares: [emptyPostings(0), emptyPostings(0)],
    caused: [],
    causes: { rules: [], depth: 0, isShared: false, bookings: 0 },
    ruleMemory: program.rules.map((rule) => openMemory(rule, limits, limitMemory, capacity)),
    limitMemory,
    ...openMoves(program, capacity),
    purses: new Int32Array(program.exchanges.length > 0 ? capacity : 0),
    redeemed: new Float64Array(program.currencies.length),
    redeemedRecorded: 0,
    orders: program.currencies.map(emptyOrders),
    refunds: false,
    payments: noPayments(),
    praises: new Int32Array(16),
    praiseBefore: new Int32Array(16),
    enrolled: 0,
    enrolledByGroup: new Float64Array(groupCount),
    earners: { count: 0, member: new Int32Array(program.tiers ? capacity : 0) },
    tiersEnd: new Uint8Array(program.tiers ? program.days.count : 0),
    issuedBefore: new Float64Array(program.tiers ? capacity : 0),
    issuedBeforeYear: new Float64Array(isEver(program, ({ tiers }) => tiers?.byYear) ? capacity : 0),
    tierSince: { period: new Int32Array(0), count: new Int32Array(0) },
    levelPoints: program.levels.map(() => new Float64Array(capacity)),
    timePoints: Array.from({ length: program.timeSums }, () => new Float64Array(capacity)),
    verified: new Uint8Array(
      isEver(program, ({ rules }) => rules.some(({ forVerified }) => forVerified)) ? capacity : 0,
    ),
    everHeld: program.privileges.map(() => new Uint8Array(capacity)),
    budgetPart: part
      ? (points) => partOf(points, part.end, part.of) - partOf(points, part.first, part.of)
      : (points) => points,
    tally: emptyTally(program, binCount),
  };
}

/** Whether the scheme asks for something from the start on, or after any of its changes. */
function isEver(program: Program, isAsked: (stage: Program) => boolean | undefined): boolean {
  return [program, ...program.changes.map((change) => change.program)].some(isAsked);
}

/** What is remembered of moves and deeds: from the first day on where any stage of the run asks for it. */
function openMoves(program: Program, capacity: number): Pick<RunState, "exchanged" | "lastDeed" | "wallet"> {
  const column = (isAsked: (stage: Program) => boolean | undefined) =>
    new Int32Array(isEver(program, isAsked) ? capacity : 0);
  return {
    exchanged: (program.scenario.exchanges ?? []).map((_, at) =>
      column(({ scenario }) => scenario.exchanges?.[at]?.pointsPerMonth !== undefined),
    ),
    lastDeed: column(({ currencies }) => currencies.some(({ decay }) => decay?.idleDays !== undefined)).fill(
      -1,
    ),
    wallet: {
      sent: program.currencies.map((_, at) =>
        column(
          ({ wallet: { transfer } }) => transfer?.currency === at && Number.isFinite(transfer.pointsPerMonth),
        ),
      ),
      bought: program.currencies.map((_, at) =>
        column(
          ({ wallet: { purchase } }) => purchase?.currency === at && Number.isFinite(purchase.pointsPerMonth),
        ),
      ),
      friend: column(({ wallet }) => wallet.transfer !== undefined),
    },
  };
}

function batchFor(program: Program): EventBatch {
  const batch = emptyBatch();
  if (program.tiers?.entry) for (const kind of entryKinds) keepOrigin(batch[kind]);
  for (const { origin } of rulesOfAllStages(program))
    for (const kind of origin?.kinds ?? []) keepOrigin(batch[kind]);
  for (const [deed, met] of shareDeeds) if (batch[met].channel) keepOrigin(batch[deed]);
  return batch;
}

/** Room for so many postings, without any. */
export function emptyPostings(capacity: number): Postings {
  const column = () => new Int32Array(capacity);
  return { count: 0, member: column(), points: new Float64Array(capacity), order: column(), by: -1 };
}

/** From now on these postings say what they are about. */
export function noteCauses(postings: Postings): void {
  postings.about = new Int32Array(postings.member.length);
  postings.amount = new Float64Array(postings.member.length);
}

/** Makes room for as many postings as may come. */
export function roomFor(postings: Postings, count: number): void {
  if (count > postings.member.length) growColumns(postings, Math.max(count, postings.member.length * 2));
}

/** Whole points for the first `members`: parts of a run add up to the whole. */
function partOf(points: number, members: number, of: number): number {
  return Math.floor((points * members) / of);
}

/**
 * Adds a member to the roster, making room in every column where there is none. Who joined before the run is enrolled with
 * it; joining later is `join`.
 */
export function addMember(run: RunState, member: NewMember): number {
  const { roster } = run;
  const capacity = capacityForOneMore(roster, run.startedWith);
  if (capacity > roster.capacity) growRun(run, capacity);
  const m = enter(roster, member);
  if (member.joinDay < 0) countEnrolled(run, m, 1);
  return m;
}

/** Counts a member as enrolled (1), or no longer (−1). */
function countEnrolled(run: RunState, member: number, change: 1 | -1): void {
  const group = run.roster.group[member] as number;
  run.enrolled += change;
  run.enrolledByGroup[group] = (run.enrolledByGroup[group] as number) + change;
}

/** Counts a member as enrolled from today. */
export function join(run: RunState, member: number): void {
  countEnrolled(run, member, 1);
  run.joiners.member[run.joiners.count++] = member;
}

/** Keeps account of what each payment earns, so that refunds can take it back: before the first day, for sources that report refunds. */
export function expectRefunds(run: RunState): void {
  run.refunds = true;
  for (const account of run.accounts) account.debt = new Int32Array(account.capacity);
  run.program.rules.forEach(({ takenBack, condition }, position) => {
    const memory = run.ruleMemory[position] as RuleMemory;
    if (takenBack === "withSpend" || isMonthTotal(condition))
      memory.counted = { cents: new Map(), wholes: new Map(), awards: new Map() };
  });
  const column = () => new Int32Array(run.issuedBefore.length);
  run.tierSince = { period: column(), count: column() };
}

/** Points that a member holds before the first day: a lot of that day. */
export function openBalance(run: RunState, currency: number, member: number, points: number): void {
  const account = run.accounts[currency] as Account;
  const { opening } = run.tally.currencies[currency] as CurrencyTally;
  creditAtOpening(account, member, points, 0, 0);
  account.moved[member] = (account.moved[member] as number) + points;
  opening[0] = (opening[0] as number) + points;
}

/** Ends a membership with the opening of this day; settling clears the balance. */
export function cancel(run: RunState, member: number, day: number): void {
  if ((run.roster.cancelDay[member] as number) <= day) return;
  countEnrolled(run, member, -1);
  run.roster.cancelDay[member] = day;
  run.roster.goneDay[member] = Math.min(run.roster.goneDay[member] as number, day);
  run.leavers.member[run.leavers.count++] = member;
}

/** Bytes that a shard may hold in its worker (spec 6.3). */
const bytesMax = 256 * 1024 * 1024;
/** Roster and population columns of a member, and the columns of an account beside its lots. */
const bytesPerMember = 256;
const bytesPerAccount = 48;

/** Before memory is taken: a browser may grant far more than it can back. @throws RunError `memoryLimit` */
function checkMemory(program: Program, capacity: number): void {
  const { currencies, rules, limits, levels, timeSums, privileges, exchanges } = program;
  const inAccounts = currencies.reduce((sum, { lots }) => sum + bytesPerAccount + 4 * lots.width, 0);
  const inRules =
    rules.reduce((sum, rule) => sum + memoryBytes(rule), 0) +
    limits.reduce((sum, { caps }) => sum + allowanceBytes(caps), 0);
  const inStanding = 8 * (levels.length + timeSums) + privileges.length;
  const inExchanges = exchanges.length > 0 ? 4 * (exchanges.length + 1) : 0;
  const bytes = (bytesPerMember + inAccounts + inRules + inStanding + inExchanges) * capacity;
  if (bytes <= bytesMax) return;
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  throw new RunError({
    code: "memoryLimit",
    detail: `${capacity} members need ${megabytes(bytes)} MB, ${megabytes(bytesMax)} MB allowed`,
  });
}

function growRun(run: RunState, capacity: number): void {
  checkMemory(run.program, capacity);
  growRoster(run.roster, capacity);
  for (const account of run.accounts) growAccount(account, capacity);
  for (const list of [run.joiners, run.logins, run.monthLogins, run.leavers, run.candidates])
    growColumns(list, capacity);
  for (const memory of [...run.ruleMemory, ...run.limitMemory]) growMemory(memory, capacity);
  run.levelPoints = run.levelPoints.map((column) => grown(column, capacity));
  run.timePoints = run.timePoints.map((column) => grown(column, capacity));
  if (run.verified.length > 0) run.verified = grown(run.verified, capacity);
  run.everHeld = run.everHeld.map((column) => grown(column, capacity));
  const longer = (column: Int32Array) => (column.length > 0 ? grown(column, capacity) : column);
  run.exchanged = run.exchanged.map(longer);
  if (run.lastDeed.length > 0) {
    const known = run.lastDeed.length;
    run.lastDeed = grown(run.lastDeed, capacity).fill(-1, known);
  }
  const { period, count } = run.tierSince;
  run.tierSince = { period: longer(period), count: longer(count) };
  const { sent, bought, friend } = run.wallet;
  run.wallet.sent = sent.map(longer);
  run.wallet.bought = bought.map(longer);
  if (friend.length > 0) run.wallet.friend = grown(friend, capacity);
  if (run.purses.length > 0) run.purses = grown(run.purses, capacity);
  if (run.issuedBefore.length > 0) run.issuedBefore = grown(run.issuedBefore, capacity);
  if (run.issuedBeforeYear.length > 0) run.issuedBeforeYear = grown(run.issuedBeforeYear, capacity);
}
