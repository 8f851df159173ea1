// Two receipts that hold, each by itself, and cannot both be true: whoever signed them has signed a lie (statement.h), and both
// signatures are the evidence.
#pragma once

#include <optional>

#include "events/proof/receipt_check.h"

namespace fascicolo::proof {

/// Of two receipts of one ledger by one key: that one shows an event which, by the other's statement, had not happened at that
/// position; or that they lead to two trees of one size. None: they do not contradict each other, as far as they go; whether
/// the larger tree continues the smaller, a published folder tells. The receipts that were checked must still be there.
[[nodiscard]] std::optional<FormError> ContradictionOf(const CheckedReceipt& one, const CheckedReceipt& other);

}  // namespace fascicolo::proof
