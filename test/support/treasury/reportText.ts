interface Said {
  readonly messageId?: string
  readonly original?: string
  readonly group: string | null
  readonly batch?: string
  readonly payments: ReadonlyArray<{
    readonly id: string
    readonly status: string
    readonly code?: string
    readonly words?: string
  }>
}

/** A pain.002.001.03 as a bank writes one. */
export const reportText = ({ batch, group, messageId = "PSR-1", original = "MSG-1", payments }: Said) => {
  const reason = (code: string | undefined, words: string | undefined) =>
    code === undefined
      ? ""
      : `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn>${words === undefined ? "" : `<AddtlInf>${words}</AddtlInf>`}</StsRsnInf>`
  const told = payments
    .map(
      ({ code, id, status, words }) =>
        `<TxInfAndSts><OrgnlInstrId>${id}</OrgnlInstrId><OrgnlEndToEndId>${id}</OrgnlEndToEndId>` +
        `<TxSts>${status}</TxSts>${reason(code, words)}</TxInfAndSts>`
    )
    .join("")
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">' +
    `<CstmrPmtStsRpt><GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-12-15T08:00:00</CreDtTm></GrpHdr>` +
    `<OrgnlGrpInfAndSts><OrgnlMsgId>${original}</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>` +
    `${group === null ? "" : `<GrpSts>${group}</GrpSts>`}</OrgnlGrpInfAndSts>` +
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${original}</OrgnlPmtInfId>` +
    `${batch === undefined ? "" : `<PmtInfSts>${batch}</PmtInfSts>`}${told}</OrgnlPmtInfAndSts>` +
    "</CstmrPmtStsRpt></Document>"
  )
}
