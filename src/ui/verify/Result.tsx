/** What the records come to under the scheme, beside what the simulation says. */
import { useMemo } from "react";
import { type KpiName, kpiDefinitions } from "../../domain/kpi.ts";
import { mainCurrency } from "../../domain/on-offer.ts";
import type { ScoreReply } from "../../domain/records-port.ts";
import { nameAmongCurrencies } from "../../domain/structure-name.ts";
import { inLanguage } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { verifyMessages } from "../../i18n/verify.ts";
import { Button } from "../kit/Button.tsx";
import { Definition } from "../overview/Definition.tsx";
import { figureOf } from "../overview/digits.ts";
import { useLanguage, useSandtable } from "../session.tsx";
import { BalancesCard } from "./BalancesCard.tsx";
import type { Compared } from "./compared.ts";
import { areApart, memberMonths, mostDifferent, rulePairs } from "./comparison.ts";
import { download } from "./download.ts";
import { daysOf } from "./Indicators.tsx";
import css from "./Result.module.css";
import { RulesCard } from "./RulesCard.tsx";
import { StructureCard } from "./StructureCard.tsx";
import { totalsFile } from "./totals.ts";
import { useVerification, useVerified } from "./use-verification.ts";
import { Working } from "./Working.tsx";

export function Result() {
  const language = useLanguage();
  const scoring = useVerified((state) => state.scoring);
  const drawn = useSandtable(({ run }) => run.drawn);
  const scenario = useSandtable((state) => state.scenario);
  const isLate = useVerified((state) => state.scoring?.scenario !== scenario);
  const compared = useMemo((): Compared | undefined => {
    const scored = scoring?.reply.scored;
    if (!scoring || !scored) return undefined;
    const simulated =
      drawn?.outcome.scenario.digest === scored.outcome.scenario.digest ? drawn.outcome : undefined;
    return {
      scored,
      records: scored.outcome,
      simulated,
      scenario: scoring.scenario,
      language,
      words: verifyMessages(language),
      formats: formats(language),
    };
  }, [scoring, drawn, language]);
  if (!compared || !scoring) return null;
  return <Comparison compared={compared} reply={scoring.reply} isLate={isLate} />;
}

type ComparisonProps = { compared: Compared; reply: ScoreReply; isLate: boolean };

function Comparison({ compared, reply, isLate }: ComparisonProps) {
  const { words } = compared;
  const [finding, most] = findingOf(compared);
  return (
    <section
      className={css.result}
      aria-label={words.result}
      data-scored={compared.records.fingerprint}
      data-late={isLate || undefined}
    >
      <div className={css.findings}>
        <h3 className={css.finding}>{finding}</h3>
        {most !== undefined && <p>{most}</p>}
      </div>
      <p className="spoken" aria-live="polite">
        {words.spoken(finding)}
      </p>
      <Sizes compared={compared} reply={reply} />
      <Following words={words} isLate={isLate} />
      <Figures compared={compared} />
      <div className={css.grid}>
        <StructureCard compared={compared} className={css.half} />
        <BalancesCard compared={compared} className={css.half} />
        <RulesCard compared={compared} className={css.whole} />
      </div>
      <Downloads compared={compared} reply={reply} />
    </section>
  );
}

/** How far apart the two are in all, and where most. */
function findingOf(compared: Compared): [total: string, most?: string] {
  const { records, simulated, scenario, language, words, formats } = compared;
  const ours = records.kpis.issuedPerMemberMonth;
  if (!(ours.value > 0)) return [words.findingNone];
  const theirs = simulated?.kpis.issuedPerMemberMonth;
  if (!theirs) return [words.waitingSimulation];
  const said = {
    of: nameOf(scenario.currencies[mainCurrency(scenario)]!.id, compared),
    records: figureOf(ours, "points", formats).value,
    simulated: figureOf(theirs, "points", formats).value,
  };
  const size = formats.percent(Math.abs(ours.value / theirs.value - 1));
  const total = areApart(ours, theirs)
    ? words.findingFar({ ...said, size, more: ours.value > theirs.value })
    : words.findingNear(said);
  const rule = mostDifferent(rulePairs(scenario, records, simulated));
  if (!rule) return [total];
  const most = words.mostDifferent({
    of: nameOf(rule.currency, compared),
    rule: inLanguage(scenario.rules[rule.position]!.name, language),
    records: formats.number(rule.records, 1),
    simulated: formats.number(rule.simulated ?? 0, 1),
  });
  return [total, most];
}

/** Empty where points are points. */
function nameOf(currency: string, { scenario, language }: Pick<Compared, "scenario" | "language">): string {
  const name = nameAmongCurrencies(scenario, currency);
  return name ? inLanguage(name, language) : "";
}

/** Below this, the groups that intervals come from hold a member or two each. */
const membersFew = 40;

function Sizes({ compared, reply }: { compared: Compared; reply: ScoreReply }) {
  const { scored, records, simulated, scenario, words, formats } = compared;
  const { number, date } = formats;
  const { start, end } = daysOf(scenario);
  const { all } = scored.members;
  const { asked, booked } = scored.redemptions;
  const notes = [
    words.sizes({
      members: number(all),
      months: number(memberMonths(records)),
      rows: number(reply.rows.events.used + reply.rows.members.used),
    }),
    ...(simulated
      ? [
          words.simulatedSizes({
            members: number(simulated.members),
            runs: number(simulated.replications),
            months: number(memberMonths(simulated)),
          }),
        ]
      : []),
    words.days(number(records.days), date(start), date(end)),
  ];
  return (
    <div className={css.sizes}>
      <p>{notes.join(" · ")}</p>
      {all < membersFew && <p className={css.caution}>{words.few(number(all))}</p>}
      {records.days < 28 && <p className={css.caution}>{words.shortRun}</p>}
      {asked > booked && <p className={css.caution}>{words.unbooked(number(asked), number(booked))}</p>}
    </div>
  );
}

/** The same records under the scheme as it now is: what keeps them up with it. */
function Following({ words, isLate }: { words: Compared["words"]; isLate: boolean }) {
  const verification = useVerification();
  const work = useVerified((state) => state.work?.kind);
  return (
    <div className={css.following}>
      {work === "score" ? (
        <Working />
      ) : isLate && work === undefined ? (
        <Button kind="main" onClick={() => void verification.score()}>
          {words.scoreAgain}
        </Button>
      ) : (
        <p className={css.quiet}>{words.follows}</p>
      )}
    </div>
  );
}

const comparedKpis = [
  "issuedPerMemberMonth",
  "activeRate",
  "redemptionRate",
  "outstandingPerMember",
] as const satisfies readonly KpiName[];

function Figures({ compared }: { compared: Compared }) {
  const { records, simulated, scenario, language, words, formats } = compared;
  // Figures of points speak of the main currency.
  const main = nameOf(scenario.currencies[mainCurrency(scenario)]!.id, compared);
  return (
    <section className={css.figures} aria-label={words.figures}>
      {comparedKpis.map((kpi) => {
        const { label, definition, unit } = kpiDefinitions[kpi];
        const ours = figureOf(records.kpis[kpi], unit, formats);
        const theirs = simulated && figureOf(simulated.kpis[kpi], unit, formats);
        const of = kpi === "activeRate" ? "" : main;
        const exists = Number.isFinite(records.kpis[kpi].value);
        return (
          <div key={kpi} className={css.figure} data-kpi={kpi} data-value={String(records.kpis[kpi].value)}>
            <h4 className={css.figureName}>
              <Definition
                name={[inLanguage(label, language), of].filter(Boolean).join(" · ")}
                paragraphs={[inLanguage(definition, language)]}
              />
            </h4>
            <p className={css.reading}>
              <span className={css.value}>{exists ? ours.value : "–"}</span>
              <span className={css.quiet}>{exists ? `±\u00a0${ours.halfWidth}` : words.noFigure}</span>
            </p>
            <p className={css.against}>
              {theirs ? words.against(`${theirs.value} ±\u00a0${theirs.halfWidth}`) : "\u00a0"}
            </p>
          </div>
        );
      })}
    </section>
  );
}

function Downloads({ compared, reply }: { compared: Compared; reply: ScoreReply }) {
  const { words } = compared;
  const verification = useVerification();
  const work = useVerified((state) => state.work?.kind);
  const isBusy = work !== undefined;
  const save = async (table: "ledger" | "members") => {
    const file = await verification.table(table);
    if (file) download(file);
  };
  return (
    <div className={css.downloads}>
      <h3>{words.downloads}</h3>
      <Button id="save-ledger" kind="main" disabled={isBusy} onClick={() => void save("ledger")}>
        {words.ledger}
      </Button>
      <Button id="save-members" kind="main" disabled={isBusy} onClick={() => void save("members")}>
        {words.perMember}
      </Button>
      <Button id="save-totals" kind="main" onClick={() => download(totalsFile(compared, reply))}>
        {words.totals}
      </Button>
      {work === "ledger" || work === "members" ? (
        <Working />
      ) : (
        <p className={css.quiet}>{words.downloadsNote}</p>
      )}
    </div>
  );
}
