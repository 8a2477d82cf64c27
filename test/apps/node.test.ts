import { nodeHost } from "../support/hosts.ts"
import { platformScenarios } from "./scenarios/platform.ts"

platformScenarios("Node", nodeHost)
