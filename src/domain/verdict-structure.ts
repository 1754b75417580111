/** Step 3, check 2: the structure. Shares by weight against 60/30/10, or 90/10 without secondary (spec 1.3; [001]). */
import type { Structure } from "./outcome.ts";
import { structureTolerance, type Weight, weights, worstMiss } from "./service.ts";
import { type LocalText, text } from "./text.ts";
import { listWords, percentWords, type Verdict } from "./verdict.ts";

const weightNames: Record<Weight, LocalText> = {
  key: text("重点", "key"),
  secondary: text("次重点", "secondary"),
  other: text("其他", "other"),
};

/** The verdict on the structure that a run has come to. */
export function structureVerdict(structure: Structure): Verdict<Structure> {
  if (structure.issued === 0)
    return {
      verdict: "none",
      reason: text("没有发放积分，看不出结构。", "No points were issued, so there is no structure."),
      figures: structure,
    };
  const said = structure.passes ? sharesWords(structure) : missWords(structure);
  const other = otherReading(structure);
  return {
    verdict: structure.passes ? "pass" : "warn",
    reason: text(said.zh + other.zh, said.en + other.en),
    figures: structure,
  };
}

/** ± 10 percentage points. */
const tolerance = `${structureTolerance * 100}`;

function sharesWords({ shares, target }: Structure): LocalText {
  const list = listWords(
    weights
      .filter((weight) => shares[weight] > 0 || target[weight] > 0)
      .map((weight) => withShare(weightNames[weight], shares[weight], target[weight])),
  );
  return text(
    `${list.zh}，都在目标 ±${tolerance} 个百分点以内。`,
    `${list.en}: all within ±${tolerance} percentage points of the target.`,
  );
}

function withShare({ zh, en }: LocalText, share: number, target: number): LocalText {
  return text(
    `${zh} ${percentWords(share)}（目标 ${percentWords(target)}）`,
    `${en} ${percentWords(share)} (target ${percentWords(target)})`,
  );
}

function missWords({ shares, target }: Structure): LocalText {
  const { weight, over } = worstMiss(shares, target);
  const { zh, en } = weightNames[weight];
  const [share, aim] = [percentWords(shares[weight]), percentWords(target[weight])];
  return text(
    `${zh}指标占 ${share}，目标 ${aim}，${over ? "高出" : "低了"}不止 ${tolerance} 个百分点。`,
    `The ${en} indicators have ${share} where the target is ${aim}: over ${tolerance} percentage points too ${over ? "much" : "little"}.`,
  );
}

/** The second verdict, by the groups that the planning document itself calls key. */
function otherReading({ inDocument }: Structure): LocalText {
  if (!inDocument) return text("", "");
  const { keyShare, keyTarget, passes } = inDocument;
  return text(
    `按规划文档正文所称的重点：${percentWords(keyShare)}，目标 ${percentWords(keyTarget)}，${passes ? "达标" : "不达标"}。`,
    ` By what the document's own words call key: ${percentWords(keyShare)}, target ${percentWords(keyTarget)}, which ${passes ? "passes" : "fails"}.`,
  );
}
