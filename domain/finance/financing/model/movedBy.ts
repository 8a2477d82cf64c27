import type { Worded } from "../../../shared/Worded.ts"

/**
 * The state that something is in by what its financer says of it; undefined when that is no step from where it stands:
 * what comes late takes nothing back. A word that nobody knows says only that it arrived.
 */
export const movedBy = <State extends string, Known extends State>(
  transitions: Readonly<Record<State, ReadonlyArray<State>>>,
  now: State,
  { is }: Worded<Known>,
  arrival: { readonly from: State; readonly to: State }
): State | undefined => {
  if (is === "other") return now === arrival.from ? arrival.to : now
  return is === now || transitions[now].includes(is) ? is : undefined
}
