import { nodeHost } from "../support/hosts.ts"
import { bankingScenarios } from "./scenarios/banking.ts"
import { ledgerScenarios } from "./scenarios/ledger.ts"
import { auditScenarios } from "./scenarios/audit.ts"
import { eventsScenarios } from "./scenarios/events.ts"
import { identityScenarios } from "./scenarios/identity.ts"
import { jobsScenarios } from "./scenarios/jobs.ts"
import { letteringScenarios } from "./scenarios/lettering.ts"
import { siteScenarios } from "./scenarios/site.ts"
import { platformScenarios } from "./scenarios/platform.ts"
import { reportScenarios } from "./scenarios/reports.ts"

platformScenarios("Node", nodeHost)
jobsScenarios("Node", nodeHost)
bankingScenarios("Node", nodeHost)
ledgerScenarios("Node", nodeHost)
identityScenarios("Node", nodeHost)
letteringScenarios("Node", nodeHost)
reportScenarios("Node", nodeHost)
auditScenarios("Node", nodeHost)
eventsScenarios("Node", nodeHost)
siteScenarios("Node", nodeHost)
