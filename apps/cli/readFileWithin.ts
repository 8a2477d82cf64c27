import { Effect } from "effect"
import { type FileHandle, open } from "node:fs/promises"
import type { Language } from "../../domain/shared/Language.ts"
import { FileRefused } from "./CommandFailure.ts"
import { unreadable } from "./unreadable.ts"

/**
 * The bytes of a file of at most `maximumBytes`. A larger one is refused by its size, unread; a pipe, which has no
 * size, once more than that came out of it.
 */
export const readFileWithin = (
  path: string,
  maximumBytes: number,
  language: Language,
  tooLarge: (size: bigint) => FileRefused
) =>
  Effect.tryPromise({
    try: async () => {
      await using file = await open(path, "r")
      const { size } = await file.stat({ bigint: true })
      if (size > BigInt(maximumBytes)) throw tooLarge(size)
      return await readAll(file, Number(size), maximumBytes, tooLarge)
    },
    catch: (fault) => (fault instanceof FileRefused ? fault : unreadable(path, fault, language))
  })

const readAll = async (
  file: FileHandle,
  expected: number,
  maximumBytes: number,
  tooLarge: (size: bigint) => FileRefused
) => {
  let bytes = new Uint8Array(expected + 65_536)
  let length = 0
  while (true) {
    if (length === bytes.length) {
      const larger = new Uint8Array(bytes.length * 2)
      larger.set(bytes)
      bytes = larger
    }
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, null)
    if (bytesRead === 0) return bytes.subarray(0, length)
    length += bytesRead
    if (length > maximumBytes) throw tooLarge(BigInt(length))
  }
}
