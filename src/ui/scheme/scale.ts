/** Where a number sits on its slider, and what steps, drags and slider positions make of it. */
import type { Field } from "../../domain/field.ts";

/** Pixels of dragging that cross the whole range of a logarithmic field, or of a linear one with few steps. */
const logarithmicTravel = 600;
const linearTravel = 240;
const pixelsPerStepMax = 8;

/** The nearest valid number, without the dust of binary fractions. */
export function clamped(field: Field, value: number): number {
  const inside = Math.min(field.max, Math.max(field.min, value));
  return field.isWhole ? Math.round(inside) : Number(inside.toPrecision(10));
}

/** `steps` steps further; a fraction of a step stays a step of 1 where only whole numbers are valid. */
export function stepped(field: Field, value: number, steps: number): number {
  let distance = steps * field.step;
  if (field.isWhole && Math.abs(distance) < 1) distance = Math.sign(steps);
  const offGrid = value === field.min && steps > 0 && value < field.step && field.step <= distance;
  return clamped(field, offGrid ? distance : value + distance);
}

/** Place of a value on the slider, 0–1. */
export function positionOf(field: Field, value: number): number {
  const { min, max } = field;
  if (max === min) return 0;
  if (field.scale !== "logarithmic") return (value - min) / (max - min);
  const origin = logarithmicOrigin(field);
  return Math.log((value - min) / origin + 1) / Math.log((max - min) / origin + 1);
}

/** The value at a place 0–1 of the slider, rounded as a planner would: two digits, or whole steps. */
export function valueAtPosition(field: Field, position: number): number {
  const { min, max } = field;
  const place = Math.min(1, Math.max(0, position));
  if (place === 0) return min;
  if (place === 1) return max;
  if (field.scale !== "logarithmic") return clamped(field, toGrid(min + place * (max - min), field.step));
  const origin = logarithmicOrigin(field);
  const value = min + origin * (Math.exp(place * Math.log((max - min) / origin + 1)) - 1);
  return clamped(field, toGrid(value, quantum(field, value)));
}

/** The value after dragging from `start` by `pixels`; `speed` is 1, 10 (coarse) or 0.1 (fine). */
export function dragged(field: Field, start: number, pixels: number, speed: number): number {
  if (field.scale === "logarithmic")
    return valueAtPosition(field, positionOf(field, start) + (pixels * speed) / logarithmicTravel);
  const steps = (field.max - field.min) / field.step;
  const pixelsPerStep = Math.min(pixelsPerStepMax, Math.max(1, linearTravel / steps));
  const fine = speed < 1 && !field.isWhole ? 0.1 : 1;
  const moved = Math.round((pixels * speed) / pixelsPerStep / fine) * fine;
  return moved === 0 ? start : stepped(field, start, moved);
}

/** Distance from the lower end at which a logarithmic scale starts to be one. */
function logarithmicOrigin({ min, step }: Field): number {
  return min > 0 ? min : step;
}

/** Grid of a logarithmic scale near a value: two significant digits, but whole steps above one step. */
function quantum(field: Field, value: number): number {
  const twoDigits = 10 ** (Math.floor(Math.log10(Math.max(value, Number.MIN_VALUE))) - 1);
  if (value >= field.step) return Math.max(field.step, twoDigits);
  return field.isWhole ? Math.max(1, twoDigits) : twoDigits;
}

function toGrid(value: number, grid: number): number {
  return Math.round(value / grid) * grid;
}
