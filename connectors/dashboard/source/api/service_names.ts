// What services are called: by their sheets, which the server tells whoever may ask for them.
import { useLanguage, type Language } from "../words/language";
import { useQuestion } from "./questions";
import { mayAsk, useSession } from "./session";

interface Services {
  services: { code: string; name: Record<Language, string>; area: string }[];
}

/** name("home_care_elderly"); the code where there is no such sheet. */
export function useServiceNames(): (code: string | null | undefined) => string {
  const session = useSession();
  const language = useLanguage();
  const { answer } = useQuestion<Services>(mayAsk(session, "services") ? "/v1/services" : null);
  const names = new Map(answer?.services.map((one) => [one.code, one.name[language]]));
  return (code) => (code ? (names.get(code) ?? code) : "");
}
