import { Effect, Layer } from "effect"
import { Ids } from "../../domain/shared/Uuid.ts"

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

/** Random bytes are drawn 64 ids at a time: a draw costs far more than the bytes. */
const pool = new Uint8Array(64 * 10)
let used = pool.length

/** UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. */
export const uuidV7 = (): string => {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  const random = (index: number) => pool[used + index] ?? 0
  const byte = (value: number) => hex[value] ?? ""
  const now = Date.now().toString(16).padStart(12, "0")
  const version = byte(0x70 | (random(0) & 0x0f)) + byte(random(1))
  const variant = byte(0x80 | (random(2) & 0x3f)) + byte(random(3))
  const rest = [4, 5, 6, 7, 8, 9].map((index) => byte(random(index))).join("")
  used += 10
  return `${now.slice(0, 8)}-${now.slice(8)}-${version}-${variant}-${rest}`
}

export const idsLayer = Layer.succeed(Ids, Ids.of({ next: Effect.sync(uuidV7) }))
