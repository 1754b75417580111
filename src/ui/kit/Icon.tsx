/** The few signs of the page, drawn on a 16 px grid with the text's own colour. */
import css from "./Icon.module.css";

const paths = {
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
  redo: "M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H9",
  link: "M6.5 9.5l3-3M7 4.5l1.6-1.6a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.6 1.6a3.2 3.2 0 0 1-4.5-4.5L4.5 7",
  sun: "M8 5.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
  moon: "M13.25 9.6A5.5 5.5 0 0 1 6.4 2.75a5.5 5.5 0 1 0 6.85 6.85",
  screen: "M2 3.5h12v7.5H2zM5.5 13.5h5M8 11v2.5",
  help: "M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M8 11.9v.1M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5",
  reset: "M3 8a5 5 0 1 1 1.5 3.6M3 12V8.5h3.5",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3l3.2 3.2",
  close: "M4 4l8 8M12 4l-8 8",
  sliders: "M2 4.5h7M12 4.5h2M9 2.75v3.5M2 11.5h2M7 11.5h7M5.5 9.75v3.5",
  chevron: "M6 4l4 4-4 4",
  back: "M10 4L6 8l4 4",
  download: "M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10",
  stop: "M4 4h8v8H4z",
  plus: "M8 3v10M3 8h10",
  copy: "M6 6h7.5v7.5H6zM3.5 10H2.5V2.5H10v1",
  bin: "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.75 7v4M9.25 7v4",
  pencil: "M10.5 3.5l2 2L6 12l-2.75.75L4 10z",
  grip: "M6 4v.01M6 8v.01M6 12v.01M10 4v.01M10 8v.01M10 12v.01",
  lock: "M4 7.5h8v6H4zM5.75 7.5V5.25a2.25 2.25 0 0 1 4.5 0V7.5",
} as const;

export type IconName = keyof typeof paths;

/** Drawn beside words or inside a named button; never read aloud. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={css.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
