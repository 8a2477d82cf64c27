import { nodeHost } from "../support/hosts.ts"
import { everyScenario } from "./scenarios/everyScenario.ts"

everyScenario("Node", nodeHost)
import { bankingScenarios } from "./scenarios/banking.ts"
import { ledgerScenarios } from "./scenarios/ledger.ts"
import { auditScenarios } from "./scenarios/audit.ts"
import { eventsScenarios } from "./scenarios/events.ts"
import { identityScenarios } from "./scenarios/identity.ts"
import { jobsScenarios } from "./scenarios/jobs.ts"
import { letteringScenarios } from "./scenarios/lettering.ts"
import { platformScenarios } from "./scenarios/platform.ts"
import { closingScenarios } from "./scenarios/closing.ts"
import { controlScenarios } from "./scenarios/controls.ts"
import { reportScenarios } from "./scenarios/reports.ts"

platformScenarios("Node", nodeHost)
jobsScenarios("Node", nodeHost)
bankingScenarios("Node", nodeHost)
ledgerScenarios("Node", nodeHost)
identityScenarios("Node", nodeHost)
letteringScenarios("Node", nodeHost)
closingScenarios("Node", nodeHost)
controlScenarios("Node", nodeHost)
reportScenarios("Node", nodeHost)
auditScenarios("Node", nodeHost)
eventsScenarios("Node", nodeHost)
