import { Context, type Effect, type Option } from "effect"
import type { InvoiceDraft, InvoiceDraftId } from "../../domain/finance/financing/model/index.ts"
import type { NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Invoices that are being prepared for a financer. */
export class InvoiceDrafts extends Context.Service<
  InvoiceDrafts,
  {
    readonly add: (draft: Omit<InvoiceDraft, "version">) => Effect.Effect<InvoiceDraft, never, TenantScope>
    readonly find: (id: InvoiceDraftId) => Effect.Effect<InvoiceDraft, NotFound, TenantScope>
    /** Newest first. */
    readonly list: (
      limit: number,
      after: Option.Option<InvoiceDraftId>
    ) => Effect.Effect<ReadonlyArray<InvoiceDraft>, never, TenantScope>
    /** Takes the place of the draft, if that is at this version. */
    readonly change: (
      draft: InvoiceDraft
    ) => Effect.Effect<InvoiceDraft, NotFound | VersionConflict, TenantScope>
    /** Answers it as it was. */
    readonly remove: (
      id: InvoiceDraftId,
      version: number
    ) => Effect.Effect<InvoiceDraft, NotFound | VersionConflict, TenantScope>
  }
>()("azals/ports/finance/InvoiceDrafts") {}
