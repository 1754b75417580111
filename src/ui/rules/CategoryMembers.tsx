/** Members by category points, and who is in the club. */
import { serviceName } from "../../domain/category-study.ts";
import { categoryMessages } from "../../i18n/category.ts";
import { formats } from "../../i18n/formats.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage } from "../session.tsx";
import css from "./Category.module.css";
import { withMember } from "./category-edit.ts";
import type { StudyProps } from "./category-props.ts";
import { NumberField } from "./controls.tsx";

/** A file may bring a million members; a page shows the first. */
const shownMax = 50;

export function CategoryMembers({ study, assessment, onChange }: StudyProps) {
  const language = useLanguage();
  const words = categoryMessages(language);
  const members = study.members ?? [];
  const club = study.club?.kind === "top" ? study.club.members : 0;
  const inClub = new Set(assessment?.club?.members.map(({ id }) => id));
  return (
    <section className={css.card}>
      <h3>{words.points}</h3>
      <p className={css.lead}>{words.pointsLead}</p>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{words.member}</th>
              {study.services.map((service) => (
                <th key={service.id} scope="col">
                  {serviceName(service)}
                </th>
              ))}
              <th scope="col">{words.categoryPoints}</th>
              <th scope="col">{words.rank}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {members.slice(0, shownMax).map((member) => (
              <MemberRow
                key={member.id}
                id={member.id}
                chosen={inClub.has(member.id)}
                {...{ study, assessment, onChange }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.choice}>
        <Button kind="main" icon="plus" onClick={() => onChange(withMember(study))}>
          {words.addMember}
        </Button>
        <span className={css.choice}>
          <span className={css.quiet}>{words.clubSize}</span>
          <NumberField
            label={words.clubSize}
            value={club}
            onCommit={(top) => {
              const { club: _, ...others } = study;
              onChange(top > 0 ? { ...others, club: { kind: "top", members: top } } : others);
            }}
          />
        </span>
        {members.length > shownMax && (
          <span className={css.quiet}>
            {formats(language).number(shownMax)} / {formats(language).number(members.length)}
          </span>
        )}
      </div>
    </section>
  );
}

function MemberRow({
  id,
  chosen,
  study,
  assessment,
  onChange,
}: StudyProps & { id: string; chosen: boolean }) {
  const language = useLanguage();
  const words = categoryMessages(language);
  const { number } = formats(language);
  const members = study.members ?? [];
  const member = members.find((each) => each.id === id);
  const ranked = assessment?.ranked.find((each) => each.id === id);
  if (!member) return null;
  const setPoints = (service: string, points: number) =>
    onChange({
      ...study,
      members: members.map((each) =>
        each.id === id ? { ...each, points: { ...each.points, [service]: points } } : each,
      ),
    });
  return (
    <tr data-member={id}>
      <th scope="row">{id}</th>
      {study.services.map((service) => (
        <td key={service.id}>
          <NumberField
            label={words.pointsOf(id, serviceName(service))}
            value={member.points[service.id] ?? 0}
            onCommit={(points) => setPoints(service.id, points)}
          />
        </td>
      ))}
      <td>
        <strong>{ranked ? number(ranked.points) : "–"}</strong>
      </td>
      <td>
        {ranked?.rank ?? "–"} {chosen && <span className={css.club}>{words.inClub}</span>}
      </td>
      <td>
        <Button
          icon="bin"
          label={words.removeMember(id)}
          onClick={() =>
            onChange({ ...study, members: members.filter((each) => each.id !== id) }, `${words.member} ${id}`)
          }
        />
      </td>
    </tr>
  );
}
