/** A member's number that leads to that member. */
import { followMessages } from "../../i18n/follow.ts";
import { useLanguage } from "../session.tsx";
import css from "./MemberLink.module.css";

export function MemberLink({ member, onFollow }: { member: string; onFollow: (member: string) => void }) {
  const words = followMessages(useLanguage());
  return (
    <button
      type="button"
      className={css.link}
      aria-label={words.member(member)}
      onClick={() => onFollow(member)}
    >
      {member}
    </button>
  );
}
