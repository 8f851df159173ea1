// A payload that a command's form takes: as little as it asks for, every id that of one case.

/** `form`: GET /v1/forms/COMMAND. */
export function payloadFor(form, caseFile) {
  return valueOf(form, form.properties.payload, "", caseFile);
}

function valueOf(form, schema, name, caseFile) {
  const one = schema.$ref ? form.$defs[schema.$ref.split("/").pop()] : schema;
  if (one.oneOf) return valueOf(form, one.oneOf[0], name, caseFile);
  if (one.enum) return one.enum.find((word) => word !== "none");
  switch (one.type) {
    case "object":
      return Object.fromEntries((one.required ?? []).map((field) => [field, valueOf(form, one.properties[field], field, caseFile)]));
    case "array":
      return [valueOf(form, one.items, name, caseFile)];
    case "integer":
      return Math.max(1, one.minimum ?? 1);
    case "boolean":
      return false;
    default:
      return textOf(one, name, caseFile);
  }
}

/** Ids that are digests: of 64 digits, where an entity's has 32. */
const digests = new Set(["document", "digest", "seed", "seed_hash"]);

function textOf({ format, pattern = "" }, name, caseFile) {
  if (format === "date") return "2026-01-02";
  if (format === "date-time") return "2026-01-02T09:00:00Z";
  if (pattern.startsWith("^([0-9a-fA-F]")) return digests.has(name) ? caseFile + caseFile : caseFile;
  if (name === "value") return "RSSMRA80A01H501U"; // a fiscal code, the first kind of an identifier
  return pattern ? "1.00" : "prova";
}
