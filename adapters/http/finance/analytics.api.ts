import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Axis,
  AxisChange,
  AxisId,
  NewAxis,
  NewSection,
  Section,
  SectionAmount,
  SectionChange,
  SectionId
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Code } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import { AlreadyExistsProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"

const created = HttpApiSchema.status(201)

export class AnalyticsApi extends HttpApiGroup.make("analytics")
  .add(
    HttpApiEndpoint.get("axes", "/accounting/axes", { success: Schema.Array(Axis) })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the analytic axes"),
    HttpApiEndpoint.post("addAxis", "/accounting/axes", {
      headers: WriteHeaders,
      payload: NewAxis,
      success: Axis.pipe(created),
      error: AlreadyExistsProblem
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Add an analytic axis, and the accounts that need it"),
    HttpApiEndpoint.patch("changeAxis", "/accounting/axes/:axisId", {
      params: { axisId: AxisId },
      headers: UpdateHeaders,
      payload: AxisChange,
      success: Axis,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Change an axis, or switch it off or on"),
    HttpApiEndpoint.get("sections", "/accounting/axes/:axisId/sections", {
      params: { axisId: AxisId },
      query: PageQuery,
      success: Page(Section),
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the sections of an axis"),
    HttpApiEndpoint.post("addSection", "/accounting/axes/:axisId/sections", {
      params: { axisId: AxisId },
      headers: WriteHeaders,
      payload: NewSection,
      success: Section.pipe(created),
      error: [AlreadyExistsProblem, NotFoundProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Add a section to an axis"),
    HttpApiEndpoint.patch("changeSection", "/accounting/sections/:sectionId", {
      params: { sectionId: SectionId },
      headers: UpdateHeaders,
      payload: SectionChange,
      success: Section,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Rename a section, or switch it off or on"),
    HttpApiEndpoint.get("bySection", "/accounting/reports/by-section", {
      query: {
        ...PageQuery,
        axis: Code.annotate({ description: "Code of the axis", examples: ["SITE"] }),
        from: LocalDate,
        to: LocalDate
      },
      success: Page(SectionAmount),
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Movements by account and section of an axis, the rest without section")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Analytics")
  .annotate(OpenApi.Description, "Analytic axes and their sections") {}
