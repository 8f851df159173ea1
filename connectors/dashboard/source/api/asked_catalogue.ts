// The authority's sheets, by which codes are named: asked once for all pages of a login.
import { useMemo } from "preact/hooks";
import { Catalogue, noSheets, type Sheets } from "../words/catalogue";
import { useLanguage } from "../words/language";
import { useQuestion } from "./questions";
import { mayAsk, useSession } from "./session";

/** Empty for whoever may not ask. */
export function useAskedCatalogue(): Catalogue {
  const session = useSession();
  const language = useLanguage();
  const { answer } = useQuestion<Sheets>(mayAsk(session, "services") ? "/v1/sheets" : null, { questions: ["services"] });
  return useMemo(() => new Catalogue(answer ?? noSheets, language), [answer, language]);
}
