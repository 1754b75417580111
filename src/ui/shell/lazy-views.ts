/** The views beside the overview, each loaded when it is first opened, in the order of the navigation. */
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { ViewName } from "../../store/view.ts";

type LazyView = LazyExoticComponent<ComponentType>;

/** What each view is drawn by. The overview is part of the first load and stands in `Results.tsx`. */
export const lazyViews: Partial<Record<ViewName, LazyView>> = {
  rules: lazy(() => import("../rules/Rules.tsx")),
  verify: lazy(() => import("../verify/Verify.tsx")),
  follow: lazy(() => import("../follow/Follow.tsx")),
};

/** Views that are the scheme themselves need no column for it. */
export const viewsWithoutScheme: ReadonlySet<ViewName> = new Set<ViewName>(["rules"]);

export const viewNames: readonly ViewName[] = ["overview", ...(Object.keys(lazyViews) as ViewName[])];
