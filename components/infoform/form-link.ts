/** Where 专家信息表 of an application is downloaded, through the gate. */
export const formHref = (applicationId: string): `/api/expert-form/${string}` => `/api/expert-form/${applicationId}`
