export { ApiKey, ApiKeyId, ApiKeySecret, IssuedApiKey, NewApiKey, prefixOf } from "./ApiKey.ts"
export { Member, MemberChange, MemberId, MemberStatus, NewMember, Subject } from "./Member.ts"
