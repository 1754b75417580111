/** What an entry of a list is moved by: dragged, or with the arrow keys. */
import { rulesMessages } from "../../i18n/rules.ts";
import { Icon } from "../kit/Icon.tsx";
import { useLanguage } from "../session.tsx";
import css from "./Grip.module.css";
import type { Order } from "./use-order.ts";

export function Grip({ id, name, order }: { id: string; name: string; order: Order }) {
  const words = rulesMessages(useLanguage());
  return (
    <button
      type="button"
      className={css.grip}
      aria-label={words.move(name)}
      title={words.moveKeys}
      {...order.gripOf(id)}
    >
      <Icon name="grip" />
    </button>
  );
}
