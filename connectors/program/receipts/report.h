// A receipt as a page to be read and printed, in plain words, with the receipt itself at its end: one file.
#pragma once

#include <string>

#include "connectors/program/session.h"
#include "events/proof/receipt_check.h"

namespace fascicolo::program {

/// HTML, without a script and without anything that is fetched. `checked` is what `receipt` proves.
[[nodiscard]] std::string ReportOf(const proof::Receipt& receipt, const proof::CheckedReceipt& checked,
                                   const proof::VerifierKey& key, const Session& session);

}  // namespace fascicolo::program
