import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { HolderDeparture } from "../../../domain/finance/cards/model/index.ts"
import { MemberId } from "../../../domain/platform/identity/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"

const params = { memberId: MemberId }

export class CardHoldersApi extends HttpApiGroup.make("cardHolders")
  .add(
    HttpApiEndpoint.get("holderDeparture", "/cards/holders/:memberId", {
      params,
      success: HolderDeparture,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:read")
      .annotate(OpenApi.Summary, "What a card holder who left has left open"),
    HttpApiEndpoint.post("holderLeaves", "/cards/holders/:memberId/leave", {
      params,
      headers: WriteHeaders,
      success: HolderDeparture,
      error: NotFoundProblem
    })
      .annotate(Requires, "cards:write")
      .annotate(
        OpenApi.Summary,
        "Note that a card holder leaves: their cards and requests end, at the issuer too"
      ),
    HttpApiEndpoint.post("holderReturns", "/cards/holders/:memberId/return", {
      params,
      headers: UpdateHeaders,
      success: HolderDeparture,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "cards:write")
      .annotate(OpenApi.Summary, "Note that a holder who left is back, and may have cards again")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Card holders")
  .annotate(
    OpenApi.Description,
    "Members who leave the company: one act ends their cards and their requests for cards, and tells what is still open " +
      "(receipts, movements of which nobody said what they were, personal parts). A card whose issuer cannot be asked now " +
      "is frozen, and asked about when the act is done again."
  ) {}
