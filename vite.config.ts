/** Build, development server and test projects. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * What the page may load and run: its own files and nothing else. The worker is started from a blob: URL, so that it
 * inherits this policy; `public/_headers` repeats it for hosts that send headers, with what only a header can say.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "connect-src 'none'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types app-worker",
].join("; ");

/** Puts the policy before every script of the built page. The development server needs inline scripts and a socket, and has none. */
function securityPolicy(): Plugin {
  return {
    name: "security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: () => [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
          injectTo: "head-prepend",
        },
      ],
    },
  };
}

/** What the page leaves out of its charts' libraries, by module: what stands in its place. */
const leftOut: Record<string, string> = {
  // Recharts looks its scales up by name among all of d3's, so that none can be left out; time scales alone bring d3-time
  // and its formats, 7 kB compressed. Axes here are linear; the other two are Recharts' own.
  "victory-vendor/d3-scale": 'export { scaleBand, scaleLinear, scalePoint } from "d3-scale";',
  // A scale could pass through colours, dates and texts, 4 kB compressed; ours run between numbers.
  "d3-interpolate": [
    "export const interpolateNumber = (from, to) => (share) => from * (1 - share) + to * share;",
    "export const interpolateRound = (from, to) => (share) => Math.round(from * (1 - share) + to * share);",
    'export function piecewise() { throw new Error("piecewise is left out"); }',
    "export { interpolateNumber as interpolate };",
  ].join("\n"),
  // Recharts could stack bars and areas; our marks are our own, and of d3-shape's one file nothing falls away by itself.
  "victory-vendor/d3-shape": standIns(
    "area curveBasis curveBasisClosed curveBasisOpen curveBumpX curveBumpY curveLinear curveLinearClosed curveMonotoneX " +
      "curveMonotoneY curveNatural curveStep curveStepAfter curveStepBefore line stack stackOffsetExpand stackOffsetNone " +
      "stackOffsetSilhouette stackOffsetWiggle stackOrderNone symbol symbolCircle symbolCross symbolDiamond symbolSquare " +
      "symbolStar symbolTriangle symbolWye",
  ),
  // Charts could move together by events; ours do not.
  eventemitter3: "export default class { on() {} off() {} emit() {} }",
  // Legends and tooltips of Recharts are sorted by any key; ours are our own.
  "es-toolkit/compat/sortBy": "export default (list) => [...(list ?? [])];",
  // Axes ask whether their ticks are the ones of before: short lists of numbers and words.
  "es-toolkit/compat/isEqual":
    "export default (one, other) => JSON.stringify(one) === JSON.stringify(other);",
  // For versions of React that lack the hook.
  "use-sync-external-store/shim/with-selector":
    'export { useSyncExternalStoreWithSelector } from "use-sync-external-store/with-selector.js";',
  // A linear scale could format its ticks; ours are labelled in the reader's language.
  "d3-format": standIns("format formatPrefix formatSpecifier precisionFixed precisionPrefix precisionRound"),
};

/** A module whose functions must not be called. */
function standIns(names: string): string {
  return names
    .split(" ")
    .map((name) => `export function ${name}() { throw new Error("${name} is left out"); }`)
    .join("\n");
}

/** Actions that change nothing, and a middleware that hears of none. */
const unheard = (actions: readonly string[], middlewares: readonly string[]): string =>
  [
    ...actions.map((name) => `export const ${name} = () => ({ type: "unheard" });`),
    ...middlewares.map((name) => `export const ${name} = { middleware: () => (next) => next };`),
  ].join("\n");

/** The same for single files of Recharts, by the end of their paths. */
const leftOutFiles: Record<string, string> = {
  // It finds round ticks in decimal arithmetic, 6 kB compressed. Every axis here has its own ticks and limits; these
  // serve the moment before it is known.
  "/util/scale/getNiceTickValues.js":
    "export const getNiceTickValues = (limits) => limits;\nexport const getTickValuesFixedDomain = (limits) => limits;",
  // Its charts answer to pointers, keys and each other; ours are answered for by the page. With the titles of axes 11 kB compressed.
  "/state/mouseEventsMiddleware.js": unheard(
    ["mouseClickAction", "mouseMoveAction"],
    ["mouseClickMiddleware", "mouseMoveMiddleware"],
  ),
  "/state/keyboardEventsMiddleware.js": unheard(
    ["keyDownAction", "focusAction", "blurAction"],
    ["keyboardEventsMiddleware"],
  ),
  "/state/touchEventsMiddleware.js": unheard(["touchEventAction"], ["touchEventMiddleware"]),
  "/state/externalEventsMiddleware.js": unheard(["externalEventAction"], ["externalEventsMiddleware"]),
  "/synchronisation/useChartSynchronisation.js": [
    "useSynchronisedEventsFromOtherCharts",
    "useTooltipChartSynchronisation",
    "useBrushChartSynchronisation",
  ]
    .map((name) => `export const ${name} = () => undefined;`)
    .join("\n"),
  // Axes of angles and radii; ours are straight.
  "/state/selectors/polarAxisSelectors.js": standIns(
    "selectAngleAxis selectAngleAxisRange selectAngleAxisRangeWithReversed selectPolarOptions selectPolarViewBox " +
      "selectRadiusAxis selectRadiusAxisRange selectRadiusAxisRangeWithReversed",
  ),
  // A parser of style sheets' sums, for one sum: how far a label of so many lines stands below its point.
  "/util/ReduceCSSCalc.js": [
    "export const reduceCSSCalc = (sum) => {",
    "  const [, lines, isMiddle] = /^calc\\(([\\d.]+) \\* -1em( \\+ .*)?\\)$/.exec(sum) ?? [];",
    '  return lines === undefined ? "0.71em" : (isMiddle ? 0.355 : 0) - lines + "em";',
    "};",
  ].join("\n"),
  // All events by name; they all begin alike.
  "/util/excludeEventProps.js":
    'export const isEventKey = (key) => typeof key === "string" && /^(on[A-Z]|dangerouslySetInnerHTML$)/.test(key);',
  // All attributes of SVG by name, of which axes, their ticks and surfaces have these.
  "/util/svgPropertiesNoEvents.js": [
    'const known = "className,color,height,id,style,width,role,tabIndex,dx,dy,fill,fillOpacity,fontSize,opacity,orientation,".concat(',
    '"stroke,strokeDasharray,strokeOpacity,strokeWidth,textAnchor,transform,visibility,x,x1,x2,y,y1,y2,ref,key,angle");',
    'const names = new Set(known.split(","));',
    "export const isSvgElementPropKey = (key) => names.has(key) || /^aria-/.test(key);",
    'export const isDataAttribute = (key) => typeof key === "string" && key.startsWith("data-");',
    "export const svgPropertiesNoEvents = (from) =>",
    "  Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => isSvgElementPropKey(key) || isDataAttribute(key)));",
    "export const svgPropertiesNoEventsFromUnknown = (from) =>",
    '  from && typeof from === "object" ? svgPropertiesNoEvents("props" in from ? from.props : from) : null;',
  ].join("\n"),
  // Axes have no titles, only ticks.
  "/component/Label.js": [
    "export const isLabelContentAFunction = () => false;",
    "export const CartesianLabelContextProvider = ({ children }) => children;",
    "export const PolarLabelContextProvider = CartesianLabelContextProvider;",
    "export const CartesianLabelFromLabelProp = () => null;",
    "export const PolarLabelFromLabelProp = CartesianLabelFromLabelProp;",
    "export const Label = CartesianLabelFromLabelProp;",
  ].join("\n"),
};

function codeOfFile(id: string): string | undefined {
  const path = Object.keys(leftOutFiles).find((end) => id.endsWith(`/recharts/es6${end}`));
  return path === undefined ? undefined : leftOutFiles[path];
}

function lessOfCharts(): Plugin {
  return {
    name: "less-of-charts",
    enforce: "pre",
    resolveId: (id) => (Object.hasOwn(leftOut, id) ? `\0${id}` : undefined),
    load: (id) => codeOfFile(id) ?? leftOut[id.slice(1)],
  };
}

const entry = fileURLToPath(new URL("./index.html", import.meta.url)).replaceAll("\\", "/");

/**
 * Tells whether the first load needs a module. Views that share some with it would otherwise cut it into pieces, which
 * compress worse: 4 kB with three of them.
 */
function firstLoad(): (id: string, infoOf: (id: string) => ModuleInfo) => boolean {
  let needed: Set<string> | undefined;
  return (id, infoOf) => {
    if (!needed) {
      needed = new Set([entry]);
      for (const each of needed) for (const imported of infoOf(each)?.importedIds ?? []) needed.add(imported);
    }
    return needed.has(id);
  };
}

type ModuleInfo = { importedIds: readonly string[] } | null;

const isInFirstLoad = firstLoad();

export default defineConfig({
  base: "./",
  plugins: [react(), lessOfCharts(), securityPolicy()],
  resolve: {
    // The package's index adds six generators that nobody asks for.
    alias: [{ find: /^seedrandom$/, replacement: "seedrandom/seedrandom.js" }],
  },
  build: {
    // The first versions with light-dark(), the newest feature that the page relies on.
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // The polyfill would use fetch, which the policy forbids; every target preloads modules by itself.
    modulePreload: { polyfill: false },
    // An asset as a data: URL would need a looser policy.
    assetsInlineLimit: 0,
    // One chunk, as everything in it is on the first screen; the size that counts has a test of its own.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              debugName: "first load",
              name: (id, context) =>
                isInFirstLoad(id, (each) => context.getModuleInfo(each)) ? "first" : null,
            },
          ],
        },
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      // The engine uses the domain's words, never its schemas: building a schema has no effect but the schema itself,
      // so that the worker can do without them and the schema library. The list goes by name: none may be the engine's.
      // A list is made by `listField`, as a call on what `z` gives is not among them.
      treeshake: {
        // No getter of a library does anything: what only looks at the global object goes, too.
        propertyReadSideEffects: false,
        manualPureFunctions: [
          "z",
          "wholeNumber",
          "realNumber",
          "shape",
          "text",
          "centsField",
          "pointsField",
          "walletPoints",
          "walletCents",
          "exchangePoints",
          "countField",
          "monthsField",
          "minutesField",
          "capField",
          "ratioField",
          "listField",
          "checkedText",
        ],
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/browser/**", "test/**/*.slow.test.ts"],
          // Every core, and modules loaded once for all files of a thread: loading took as long as testing. No file
          // leaves anything behind for the next one.
          maxWorkers: "100%",
          isolate: false,
          // A few seconds of work on an idle machine; a busy one must not fail it.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          // What starts threads and processes, or tries ten thousand inputs: `npm test` runs it, `npm run check` not.
          name: "slow",
          environment: "node",
          include: ["test/**/*.slow.test.ts"],
          testTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          environment: "node",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/browser/setup.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
