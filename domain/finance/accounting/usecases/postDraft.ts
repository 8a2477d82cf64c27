import { Effect } from "effect"
import { Drafts } from "../../../../ports/finance/Ledger.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { EntryId } from "../model/index.ts"
import { postEntry } from "./postEntry.ts"

/** Posts a draft as it stands at `version`: the draft goes, the entry keeps its id. */
export const postDraft = Effect.fn("accounting.postDraft")(function* (id: EntryId, version: number) {
  const { write } = yield* UnitOfWork
  const drafts = yield* Drafts
  return yield* write(Effect.flatMap(drafts.remove(id, version), ({ content }) => postEntry(content, { id })))
})
