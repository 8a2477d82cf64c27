/** What Swan delivered, or tried to, at the endpoints of the project: one row for each attempt. */
export const eventLogsDocument = `query EventLogs($first: Int!, $after: String, $filters: WebhookEventLogFiltersInput) {
  webhookEventLogs(first: $first, after: $after, filters: $filters) {
    pageInfo { hasNextPage endCursor }
    edges { node { eventId eventDate eventType resourceId } }
  }
}`
