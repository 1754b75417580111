/** Whose a piece of content is: what collects praise, likes, clicks and forwards earns for one member. */
import { drop, type Files, type Used } from "./dropping.ts";
import { isNothing, positionOf, type RecordKind } from "./kinds.ts";

const noneYet = -1;
const disputed = -2;

type Of = (kind: number) => boolean;
const kindsOf = (...kinds: RecordKind[]): Of => {
  const positions = new Set(kinds.map(positionOf));
  return (kind) => positions.has(kind);
};
const isWriting = kindsOf("content");
const isSharing = kindsOf("share");
/** What others do to a piece: it earns for the piece's author. */
const isReaction = kindsOf("praise", "like", "click", "forward");

/**
 * A piece is of whoever wrote it; else of the one who shared it; of one that nobody did within the files, of the member whom
 * all reactions name. A row that names another is bad; where rows cannot tell, all of them are. Anyone may share a piece.
 */
export function dropOthersPieces(files: Files, used: Used): void {
  const { events, names, pieces } = files;
  if (pieces.length === 0) return;
  const { count, kind, member, other, amount } = events;
  const [written, shared, named] = [isWriting, isSharing, isReaction].map((own) =>
    ownersOf(files, used, own),
  );
  const ownerOf = (piece: number) =>
    [written, shared, named].find((own) => own?.[piece] !== noneYet)?.[piece];
  for (let i = 0; i < count; i++) {
    const piece = other[i] as number;
    const own = kind[i] as number;
    if (used.events[i] === 0 || piece < 0 || !(isWriting(own) || isReaction(own))) continue;
    if (isNothing(own, amount[i] as number)) continue;
    const owner = ownerOf(piece) as number;
    if (owner === disputed) drop(files, used, i, "other", "severalAuthors");
    else if (owner !== member[i]) drop(files, used, i, "other", "otherAuthor", names[owner]);
  }
}

/** By piece the member whom all rows of some kinds name, else a mark. */
function ownersOf({ events, pieces }: Files, used: Used, counts: Of): Int32Array {
  const { count, kind, member, other, amount } = events;
  const owners = new Int32Array(pieces.length).fill(noneYet);
  for (let i = 0; i < count; i++) {
    const piece = other[i] as number;
    if (used.events[i] === 0 || piece < 0 || !counts(kind[i] as number)) continue;
    if (isNothing(kind[i] as number, amount[i] as number)) continue;
    if (owners[piece] === noneYet) owners[piece] = member[i] as number;
    else if (owners[piece] !== member[i]) owners[piece] = disputed;
  }
  return owners;
}
