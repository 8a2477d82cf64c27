import { nodeHost } from "../support/hosts.ts"
import { ledgerScenarios } from "./scenarios/ledger.ts"
import { platformScenarios } from "./scenarios/platform.ts"

platformScenarios("Node", nodeHost)
ledgerScenarios("Node", nodeHost)
