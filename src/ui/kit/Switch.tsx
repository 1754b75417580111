/** An on/off switch: a native checkbox that says it is a switch. */
import css from "./Switch.module.css";

type Props = { label: string; checked: boolean; onChange: (checked: boolean) => void };

export function Switch({ label, checked, onChange }: Props) {
  return (
    <span className={css.target}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        className={css.switch}
        aria-label={label}
        title={label}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </span>
  );
}
