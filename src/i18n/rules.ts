/** Words of the Rules view: its steps, its indicators, its controls. */
import type { Indicator } from "../domain/indicator.ts";
import type { Silence } from "../domain/silence.ts";
import type { VerdictKind } from "../domain/verdict.ts";
import type { CheckName } from "../domain/verdict-scheme.ts";
import { catalogue, counted } from "./catalogue.ts";
import { indicatorNames } from "./indicators.ts";

type ListName =
  | "services"
  | "channels"
  | "currencies"
  | "rates"
  | "items"
  | "limits"
  | "exchanges"
  | "privileges"
  | "segments";

type Step = { title: string; lead: string };

type RulesMessages = {
  view: string;
  steps: string;
  figures: string;
  step: Record<
    | "library"
    | "matrix"
    | "conditions"
    | "values"
    | "validation"
    | "currencies"
    | "tiers"
    | "members"
    | "changes"
    | "category",
    Step
  >;
  beside: string;
  status: {
    library: (used: number, all: number) => string;
    conditions: (on: number, all: number) => string;
    currencies: (currencies: number) => string;
    services: (services: number) => string;
    tiers: (tiers: number) => string;
    members: (segments: number) => string;
    changes: (changes: number) => string;
    warnings: (warnings: number) => string;
    sound: string;
    waiting: string;
    nothing: string;
  };
  indicators: Record<Indicator, string>;
  measured: Record<"count" | "minutes" | "cents" | "points", string>;
  usedBy: string;
  notUsed: string;
  addRule: string;
  addRuleTo: (service: string) => string;
  addFrom: (indicator: string) => string;
  inService: (rule: string, service: string) => string;
  pick: string;
  search: string;
  noMatch: (query: string) => string;
  silences: Record<Silence["kind"], string>;
  nobodyShort: string;
  letMembers: string;
  letEvents: string;
  edit: (name: string) => string;
  copy: (name: string) => string;
  remove: (name: string) => string;
  move: (name: string) => string;
  moveKeys: string;
  moved: (name: string, place: number, all: number) => string;
  copyName: (name: string) => string;
  more: (count: number) => string;
  yours: string;
  off: string;
  noRules: string;
  lastOfItsKind: string;
  blocked: (names: string) => string;
  goesToo: (names: string) => string;
  changesGo: string;
  removeThese: (count: number) => string;
  cancel: string;
  otherLanguage: string;
  addEntry: string;
  removeEntry: (position: number) => string;
  absent: string;
  nothingToChoose: string;
  scratch: string;
  scratchHint: string;
  preset: (name: string) => string;
  natures: string;
  stage: string;
  add: Record<ListName, string>;
  lists: Record<ListName, string>;
  fresh: Record<ListName, string>;
  graph: string;
  graphCycle: string;
  money: string;
  matrixHead: string;
  keyIs: string;
  secondaryIs: string;
  noSecondary: string;
  recommended: string;
  verdicts: Record<VerdictKind, string>;
  checks: Record<CheckName, string>;
  checksHint: { total: string; structure: string; strength: string };
  /** `currency` where there are several. */
  ofRule: (points: string, share: string, currency: string | undefined) => string;
  ofWeight: (weight: string, share: string, target: string) => string;
  notDrawn: string;
  offRule: string;
  schemeVerdict: Record<VerdictKind, string>;
  counted: (pass: number, warn: number, none: number) => string;
  checkLeads: Record<CheckName, string>;
  tally: Record<VerdictKind, (checks: number) => string>;
  unreachable: string;
  goTo: (step: string) => string;
  realRecords: string;
  realRecordsLead: string;
  openVerify: string;
  noTiers: string;
  tiersTitle: string;
  none: Record<ListName, string>;
  addTiers: string;
  removeTiers: string;
  tierNames: readonly string[];
  service: string;
  members: {
    other: string;
    none: string;
    kind: string;
    add: string;
    all: string;
    oneYuan: string;
    amount: string;
    rest: string;
  };
  changes: {
    add: string;
    none: string;
    full: (most: number) => string;
    /** What stands before and after the date. */
    from: readonly [string, string];
    date: string;
    thing: string;
    value: string;
    becomes: string;
    rules: string;
    scheme: string;
    tiers: string;
    confirm: string;
    same: string;
    atOnce: string;
    never: (last: string) => string;
    go: string;
    sentence: (date: string, what: string, from: string, to: string) => string;
    toggle: string;
    on: string;
    off: string;
    notAValue: (text: string) => string;
  };
};

const zh: RulesMessages = {
  view: "规则",
  steps: "制定规则的五个步骤",
  figures: "当前方案的核心指标",
  step: {
    library: { title: "指标库", lead: "可以量化、简单易懂的会员行为。从这里挑出要奖励的行为。" },
    matrix: { title: "选择指标", lead: "业务类型与发展阶段决定哪些指标是重点。" },
    conditions: { title: "赠送条件", lead: "每条规则一句话：会员能懂，广告能讲。句中的数字可直接修改。" },
    values: { title: "赠送分值", lead: "三项检查：总量、结构、单次力度。数值随方案实时更新。" },
    validation: { title: "验证", lead: "方案整体是否站得住；站不住，回到第 1 至 3 步。" },
    currencies: { title: "积分与兑换", lead: "有哪些积分，能留多久，能换什么。" },
    tiers: { title: "会员等级", lead: "累计积分达到门槛即升级。" },
    members: { title: "会员与行为", lead: "模拟中有哪些会员，各自做什么。真实记录不受这里的影响。" },
    changes: { title: "按日期调整", lead: "模拟途中从某一天起改变的数值、开关与适用范围，余额照旧。" },
    category: {
      title: "分类别积分",
      lead: "相近业务的积分按难度与重要性加权求和，用于找出高端用户。只保存在这台设备上，不进入链接。",
    },
  },
  beside: "规则之外",
  status: {
    library: (used, all) => `用到 ${used} / ${all} 项`,
    conditions: (on, all) => `启用 ${on} / ${all} 条`,
    currencies: (currencies) => `${currencies} 种积分`,
    services: (services) => `${services} 项业务`,
    tiers: (tiers) => (tiers === 0 ? "未设等级" : `${tiers} 级`),
    members: (segments) => `${segments} 个群体`,
    changes: (changes) => (changes === 0 ? "没有调整" : `${changes} 处调整`),
    warnings: (warnings) => `${warnings} 项存疑`,
    sound: "合理",
    waiting: "计算中",
    nothing: "无法判断",
  },
  indicators: indicatorNames("zh-CN"),
  measured: { count: "按次计", minutes: "按分钟计", cents: "按金额计", points: "按积分计" },
  usedBy: "用于",
  notUsed: "未使用",
  addRule: "添加规则",
  addRuleTo: (service) => `为“${service}”添加规则`,
  addFrom: (indicator) => `用“${indicator}”添加规则`,
  inService: (rule, service) => `${rule}（${service}）`,
  pick: "选择赠送条件",
  search: "查找指标或条件",
  noMatch: (query) => `没有与“${query}”相符的条件。`,
  silences: {
    deed: "规则面向的会员不做这件事，模拟中暂时不会赠送。",
    grant: "一次性赠送只来自真实记录，模拟中不会赠送。",
    verification: "没有会员完成实名登记，模拟中暂时不会赠送。",
    channel: "所指的渠道没有占比权重，模拟中没有事件经由它。",
    product: "所指的业务没有占比权重，模拟中没有事件属于它。",
  },
  nobodyShort: "模拟中无人做",
  letMembers: "让会员做这件事",
  letEvents: "给它权重",
  edit: (name) => `修改：${name}`,
  copy: (name) => `复制：${name}`,
  remove: (name) => `删除：${name}`,
  move: (name) => `调整次序：${name}`,
  moveKeys: "拖动，或用上下方向键",
  moved: (name, place, all) => `“${name}”现在是第 ${place} 条，共 ${all} 条`,
  copyName: (name) => `${name}（副本）`,
  more: (count) => `更多设置（${count}）`,
  yours: "你添加的",
  off: "已停用",
  noRules: "还没有规则。从指标库里选一个行为，就能写下第一条。",
  lastOfItsKind: "至少要保留一个，不能删除。",
  blocked: (names) => `不能删除：${names} 要用到它。`,
  goesToo: (names) => `以下内容用到了它，会一并删除：${names}。`,
  changesGo: "按日期的调整会一并删除：",
  removeThese: (count) => `一并删除（${count} 项）`,
  cancel: "取消",
  otherLanguage: "英文名",
  addEntry: "添加一项",
  removeEntry: (position) => `删除第 ${position} 项`,
  absent: "未设",
  nothingToChoose: "方案里还没有可选的",
  scratch: "从空白开始",
  scratchHint: "一项业务、一种积分，没有规则。可撤销。",
  preset: (name) => `回到“${name}”`,
  natures: "业务类型",
  stage: "发展阶段",
  add: {
    services: "添加业务",
    channels: "添加渠道",
    currencies: "添加积分种类",
    rates: "添加兑换比例",
    items: "添加兑换物品",
    limits: "添加合计上限",
    exchanges: "添加积分互换",
    privileges: "添加特权",
    segments: "添加群体",
  },
  lists: {
    services: "业务",
    channels: "渠道",
    currencies: "积分种类",
    rates: "兑换比例",
    items: "兑换物品",
    limits: "几条规则合计的上限",
    exchanges: "积分互换",
    privileges: "特权",
    segments: "会员群体",
  },
  fresh: {
    services: "新业务",
    channels: "新渠道",
    currencies: "新积分",
    rates: "新比例",
    items: "新物品",
    limits: "合计上限",
    exchanges: "积分互换",
    privileges: "新特权",
    segments: "新群体",
  },
  graph: "积分的去向与比例",
  graphCycle: "刚才的修改会让积分兜一圈变多，没有采用；红框标出这一圈。",
  money: "现金",
  matrixHead: "类型 × 阶段",
  keyIs: "重点",
  secondaryIs: "次重点",
  noSecondary: "无次重点",
  recommended: "对这项业务的建议",
  verdicts: { pass: "合理", warn: "存疑", none: "无法判断" },
  checks: { indicators: "指标", total: "总量", structure: "结构", strength: "单次力度" },
  checksHint: {
    total: "这条规则每会员每月赠送的积分，占这项业务的份额",
    structure: "这条规则所属的指标一共占多少，目标是多少",
    strength: "单次赠送能不能被会员感知",
  },
  ofRule: (points, share, currency) =>
    `${currency === undefined ? "" : `${currency} `}${points} 分/月，占 ${share}`,
  ofWeight: (weight, share, target) => `${weight}共 ${share}，目标 ${target}`,
  notDrawn: "计算中",
  offRule: "已停用，不计入",
  schemeVerdict: { pass: "方案合理", warn: "方案有存疑之处", none: "还没有可以验证的内容" },
  counted: (pass, warn, none) => `合理 ${pass} 项，存疑 ${warn} 项，无法判断 ${none} 项`,
  checkLeads: {
    indicators: "每个重点指标都有规则吗？",
    total: "每会员每月多少分？与其他业务是否相当？仅供参考。",
    structure: "重点、次重点、其他各占多少？竖线是目标。",
    strength: "单次赠送，会员感觉得到吗？竖线是可感知的起点。",
  },
  tally: {
    pass: (checks) => `合理 ${checks}`,
    warn: (checks) => `存疑 ${checks}`,
    none: (checks) => `无法判断 ${checks}`,
  },
  unreachable: "达不到的门槛，不会发生的赠送",
  goTo: (step) => `去“${step}”`,
  realRecords: "用真实记录做闭环验证",
  realRecordsLead: "文档要求：用抽样会员的真实记录，按拟定规则实际算出积分，再判断总量、结构与单次力度。",
  openVerify: "打开验证视图",
  tiersTitle: "等级与升降保",
  none: {
    services: "还没有业务。",
    channels: "还没有。列出渠道后，规则可以只认某个渠道，或按渠道加成。",
    currencies: "还没有积分种类。",
    rates: "还没有。没有兑换比例，积分什么也换不了。",
    items: "还没有。列出可以兑换的物品，会员才有东西可换。",
    limits: "还没有。几条规则可以合用一个上限，例如登录与分享每天合计最多 20 分。",
    exchanges: "还没有。有两种以上积分时，可以定一种换成另一种的比例与限额。",
    segments: "还没有会员群体。",
    privileges: "还没有。余额、业务等级或会员等级达到要求的会员，可以享有特权。",
  },
  noTiers: "没有会员等级。添加后，积分累计到门槛的会员即升级。",
  addTiers: "添加会员等级",
  removeTiers: "删除会员等级",
  tierNames: ["普通会员", "银卡会员", "金卡会员"],
  service: "业务",
  members: {
    other: "其他行为",
    none: "除了登录、使用、推荐、发表和判断，他们不做别的；奖励其他行为的规则在模拟中不会赠送。",
    kind: "行为",
    add: "添加行为",
    all: "各种行为都已列出。",
    oneYuan: "每笔按 1 元计。",
    amount: "设定金额",
    rest: "新会员与兑换",
  },
  changes: {
    add: "添加调整",
    none: "没有调整：方案自始至终不变。添加后，从某一天起换一个数值，启用、停用一条规则，或换一批适用的会员。",
    full: (most) => `最多 ${most} 处调整。`,
    from: ["", "起"],
    date: "生效日期",
    thing: "调整对象",
    value: "调整内容",
    becomes: "改为",
    rules: "规则",
    scheme: "方案",
    tiers: "会员等级",
    confirm: "添加",
    same: "与当时的值相同，没有变化。",
    atOnce: "不晚于模拟首日，从一开始就生效。",
    never: (last) => `模拟到${last}为止，不会生效。`,
    go: "查看全部调整",
    sentence: (date, what, from, to) => `${date}起：${what} ${from} → ${to}`,
    toggle: "开关",
    on: "启用",
    off: "停用",
    notAValue: (text) => `“${text}”不是这里能用的数`,
  },
};

const en: RulesMessages = {
  view: "Rules",
  steps: "The five steps of rule-making",
  figures: "Headline figures of the scheme as it is",
  step: {
    library: {
      title: "Indicator library",
      lead: "What members do that can be counted and is easily understood. Pick what to reward.",
    },
    matrix: {
      title: "Choose indicators",
      lead: "A service's type and stage decide which indicators matter most.",
    },
    conditions: {
      title: "Award conditions",
      lead: "One sentence a rule: a member can understand it, an advert can explain it. Numbers change in place.",
    },
    values: {
      title: "Award values",
      lead: "Three checks: total, structure, single award. They follow every change.",
    },
    validation: {
      title: "Validation",
      lead: "Whether the scheme holds as a whole; where it does not, back to steps 1 to 3.",
    },
    currencies: {
      title: "Currencies and exchange",
      lead: "Which points there are, how long they live, what they buy.",
    },
    tiers: { title: "Membership tiers", lead: "Points gathered promote as soon as they reach a threshold." },
    members: {
      title: "Members and behaviour",
      lead: "Who takes part in a simulation, and what they do. Real records are not touched by it.",
    },
    changes: {
      title: "Changes by date",
      lead: "Values, switches and whom rules are for, from a day of the run on. What members hold stays.",
    },
    category: {
      title: "Category points",
      lead: "Points of similar services, weighted by difficulty and importance, to find high-end users. Kept on this device, not in links.",
    },
  },
  beside: "Beside the rules",
  status: {
    library: (used, all) => `${used} of ${all} used`,
    conditions: (on, all) => `${on} of ${all} on`,
    currencies: (currencies) => counted(currencies, String(currencies), "currency", "currencies"),
    services: (services) => counted(services, String(services), "service", "services"),
    tiers: (tiers) => (tiers === 0 ? "none" : counted(tiers, String(tiers), "tier", "tiers")),
    members: (segments) => counted(segments, String(segments), "segment", "segments"),
    changes: (changes) => (changes === 0 ? "none" : counted(changes, String(changes), "change", "changes")),
    warnings: (warnings) => `${warnings} in doubt`,
    sound: "sound",
    waiting: "computing",
    nothing: "nothing to judge",
  },
  indicators: indicatorNames("en"),
  measured: { count: "counted", minutes: "in minutes", cents: "by amount", points: "in points" },
  usedBy: "Used by",
  notUsed: "not used",
  addRule: "Add rule",
  addRuleTo: (service) => `Add a rule to ${service}`,
  addFrom: (indicator) => `Add a rule on ${indicator}`,
  inService: (rule, service) => `${rule} (${service})`,
  pick: "Choose an award condition",
  search: "Search indicators and conditions",
  noMatch: (query) => `No condition matches “${query}”.`,
  silences: {
    deed: "No member whom this rule is for does this, so it earns nothing yet.",
    grant: "Only records report grants: in a simulation this earns nothing.",
    verification: "No member's identity is ever checked, so it earns nothing yet.",
    channel: "The channel has no weight: in a simulation nothing comes through it.",
    product: "The service has no weight: in a simulation nothing belongs to it.",
  },
  nobodyShort: "no member does this",
  letMembers: "Let members do it",
  letEvents: "Give it weight",
  edit: (name) => `Edit ${name}`,
  copy: (name) => `Copy ${name}`,
  remove: (name) => `Delete ${name}`,
  move: (name) => `Move ${name}`,
  moveKeys: "drag, or use the up and down keys",
  moved: (name, place, all) => `${name} is now number ${place} of ${all}`,
  copyName: (name) => `${name} (copy)`,
  more: (count) => `More settings (${count})`,
  yours: "added by you",
  off: "off",
  noRules: "There is no rule yet. Choose an indicator to write the first one.",
  lastOfItsKind: "One must remain; it cannot be deleted.",
  blocked: (names) => `Cannot be deleted: ${names} needs it.`,
  goesToo: (names) => `These use it and go with it: ${names}.`,
  changesGo: "Changes by date that go with it:",
  removeThese: (count) => `Delete all ${count}`,
  cancel: "Cancel",
  otherLanguage: "Chinese name",
  addEntry: "Add another",
  removeEntry: (position) => `Delete number ${position}`,
  absent: "not set",
  nothingToChoose: "the scheme has none yet",
  scratch: "Start from scratch",
  scratchHint: "One service, one currency, no rules. Can be undone.",
  preset: (name) => `Back to “${name}”`,
  natures: "Types",
  stage: "Stage",
  add: {
    services: "Add a service",
    channels: "Add a channel",
    currencies: "Add a currency",
    rates: "Add an exchange rate",
    items: "Add an item",
    limits: "Add a limit over rules",
    exchanges: "Add an exchange between currencies",
    privileges: "Add a privilege",
    segments: "Add a segment",
  },
  lists: {
    services: "Services",
    channels: "Channels",
    currencies: "Currencies",
    rates: "Exchange rates",
    items: "Catalogue",
    limits: "Limits over several rules",
    exchanges: "Exchanges between currencies",
    privileges: "Privileges",
    segments: "Segments of members",
  },
  fresh: {
    services: "New service",
    channels: "New channel",
    currencies: "New currency",
    rates: "New rate",
    items: "New item",
    limits: "Limit",
    exchanges: "Exchange",
    privileges: "New privilege",
    segments: "New segment",
  },
  graph: "Where points go, and at what rate",
  graphCycle: "The last change was refused: points would come back as more points. The circle is marked.",
  money: "Money",
  matrixHead: "Type × stage",
  keyIs: "key",
  secondaryIs: "secondary",
  noSecondary: "no secondary",
  recommended: "Recommended for this service",
  verdicts: { pass: "sound", warn: "in doubt", none: "nothing to judge" },
  checks: { indicators: "Indicators", total: "Total", structure: "Structure", strength: "Single award" },
  checksHint: {
    total: "Points of this rule per member and month, and its share of the service",
    structure: "What the indicators of this rule's weight have in all, against the target",
    strength: "Whether members feel a single award",
  },
  ofRule: (points, share, currency) =>
    `${currency === undefined ? "" : `${currency}: `}${points} points a month, ${share}`,
  ofWeight: (weight, share, target) => `${weight} has ${share}, target ${target}`,
  notDrawn: "computing",
  offRule: "off, not counted",
  schemeVerdict: {
    pass: "The scheme is sound",
    warn: "The scheme is in doubt",
    none: "Nothing to validate yet",
  },
  counted: (pass, warn, none) => `${pass} sound, ${warn} in doubt, ${none} with nothing to judge`,
  checkLeads: {
    indicators: "Does every key indicator have a rule?",
    total: "How many points per member and month? Of the order of the other services'? Advisory.",
    structure: "What shares have key, secondary and other? The tick is the target.",
    strength: "Does a member feel a single award? The tick is where it begins.",
  },
  tally: {
    pass: (checks) => `${checks} sound`,
    warn: (checks) => `${checks} in doubt`,
    none: (checks) => `${checks} not to be judged`,
  },
  unreachable: "Thresholds that nobody can reach, and what never happens",
  goTo: (step) => `Go to ${step}`,
  realRecords: "Validate with real records",
  realRecordsLead:
    "The documents ask for it: take the records of sampled members, compute their points by these rules, and judge total, structure and single awards.",
  openVerify: "Open Verify",
  tiersTitle: "Promotion, keeping, demotion",
  none: {
    segments: "There is no segment yet.",
    services: "There is no service yet.",
    channels: "None yet. With channels, a rule can listen to one of them, or multiply by it.",
    currencies: "There is no currency yet.",
    rates: "None yet. Without an exchange rate points buy nothing.",
    items: "None yet. List what points can buy, so that members have something to redeem.",
    limits:
      "None yet. Several rules can share a limit, such as 20 points a day for logins and shares together.",
    exchanges: "None yet. Between two currencies an exchange sets the rate and the limits.",
    privileges: "None yet. Members hold a privilege by their balance, a service level or a tier.",
  },
  noTiers: "There are no tiers. With them, members are promoted as soon as their points reach a threshold.",
  addTiers: "Add tiers",
  removeTiers: "Delete the tiers",
  tierNames: ["Member", "Silver", "Gold"],
  service: "Service",
  members: {
    other: "What else they do",
    none: "Beside logins, sessions, referrals, posts and calls they do nothing; in a simulation, rules on anything else earn nothing.",
    kind: "Activity",
    add: "Add activity",
    all: "All activities are listed.",
    oneYuan: "Each payment is one yuan.",
    amount: "Set an amount",
    rest: "Newcomers and redeeming",
  },
  changes: {
    add: "Add a change",
    none: "Nothing changes: the scheme is the same all along. With a change, a value is another from a day on, a rule goes on or off, or is for other members.",
    full: (most) => `There can be ${most} changes at most.`,
    from: ["From", ""],
    date: "From",
    thing: "Of",
    value: "What changes",
    becomes: "Becomes",
    rules: "Rules",
    scheme: "The scheme",
    tiers: "Membership tiers",
    confirm: "Add",
    same: "It is that already: nothing changes.",
    atOnce: "Not after the first day of the run: it holds from the start.",
    never: (last) => `The run ends on ${last}: it never holds.`,
    go: "See all changes",
    sentence: (date, what, from, to) => `From ${date}: ${what} ${from} → ${to}`,
    toggle: "Switch",
    on: "on",
    off: "off",
    notAValue: (text) => `“${text}” is not a number that fits here`,
  },
};

export const rulesMessages = catalogue<RulesMessages>(zh, en);
