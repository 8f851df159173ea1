// The tables behind labels.h. Internal to connectors/cli.
#pragma once

#include "connectors/cli/labels.h"

namespace fascicolo::cli {

extern const std::span<const LabelText> kWordLabels;    ///< codes: states, areas, urgencies, kinds
extern const std::span<const LabelText> kFamilyWordLabels;  ///< those of acts, money, rankings, placements, programmes
extern const std::span<const LabelText> kAccessLabels;   ///< who may do what
extern const std::span<const LabelText> kAuditLabels;   ///< what auditors ask and are answered
extern const std::span<const LabelText> kHousingLabels;  ///< all of public housing
extern const std::span<const LabelText> kGrantLabels;   ///< all of vouchers, checks of declarations, shares of a cost
extern const std::span<const LabelText> kTransmissionLabels;  ///< all of flows to INPS, and of certificates that end
extern const std::span<const LabelText> kPlanLabels;    ///< all of personal plans and of revalidation
extern const std::span<const LabelText> kProgrammeLabels;  ///< states and columns of programmes, units and placements
extern const std::span<const LabelText> kColumnLabels;  ///< headings and other texts of tables
extern const std::span<const LabelText> kFieldLabels;   ///< fields of events and commands
extern const std::span<const LabelText> kEventLabels;   ///< types of events
extern const std::span<const LabelText> kCommandLabels;  ///< types of commands
extern const std::span<const LabelText> kReadsLabels;    ///< who read what
/// Words by which offices usually give reasons, needs and topics where no sheet lists any; they may write others.
extern const std::span<const LabelText> kOfficeWordLabels;
extern const std::span<const LabelText> kDutyLabels;     ///< what is due by itself, why it was dropped, roles and what they may do
extern const std::span<const LabelText> kExportsLabels;  ///< what is handed to authorities above
extern const std::span<const LabelText> kStatisticsLabels;  ///< measures, dimensions and texts of statistics

}  // namespace fascicolo::cli
