// The commands of the program, one file each.
#pragma once

#include "connectors/program/session.h"

namespace fascicolo::program {

/// All of them, and the options that every command takes. The session must outlive the arguments.
void AddAll(cli::Arguments& arguments, Session& session);

/// The options that every command takes.
void AddEverywhere(cli::Arguments& arguments, Session& session);

void AddInit(cli::Arguments& arguments, Session& session);
void AddAdopt(cli::Arguments& arguments, Session& session);
void AddSubmit(cli::Arguments& arguments, Session& session);
void AddImport(cli::Arguments& arguments, Session& session);
void AddSimulate(cli::Arguments& arguments, Session& session);
void AddServices(cli::Arguments& arguments, Session& session);
void AddCaseload(cli::Arguments& arguments, Session& session);
void AddWaitingList(cli::Arguments& arguments, Session& session);
void AddWhatIf(cli::Arguments& arguments, Session& session);
void AddPeople(cli::Arguments& arguments, Session& session);
void AddOccupancy(cli::Arguments& arguments, Session& session);
void AddWorkload(cli::Arguments& arguments, Session& session);
void AddAbsences(cli::Arguments& arguments, Session& session);
void AddActs(cli::Arguments& arguments, Session& session);
void AddScore(cli::Arguments& arguments, Session& session);
void AddAgenda(cli::Arguments& arguments, Session& session);
void AddChanges(cli::Arguments& arguments, Session& session);
void AddHousehold(cli::Arguments& arguments, Session& session);
void AddHousing(cli::Arguments& arguments, Session& session);
void AddPlans(cli::Arguments& arguments, Session& session);
void AddPlacements(cli::Arguments& arguments, Session& session);
void AddProgrammes(cli::Arguments& arguments, Session& session);
void AddHistory(cli::Arguments& arguments, Session& session);
void AddTrace(cli::Arguments& arguments, Session& session);
void AddBudget(cli::Arguments& arguments, Session& session);
void AddReceivables(cli::Arguments& arguments, Session& session);
void AddTransmissions(cli::Arguments& arguments, Session& session);
void AddAudit(cli::Arguments& arguments, Session& session);
void AddProcessMap(cli::Arguments& arguments, Session& session);
void AddRanking(cli::Arguments& arguments, Session& session);
void AddReconcile(cli::Arguments& arguments, Session& session);
void AddRebuild(cli::Arguments& arguments, Session& session);
void AddVerify(cli::Arguments& arguments, Session& session);
void AddReadjudicate(cli::Arguments& arguments, Session& session);
void AddDoctor(cli::Arguments& arguments, Session& session);
void AddCopy(cli::Arguments& arguments, Session& session);
void AddPromote(cli::Arguments& arguments, Session& session);
void AddVault(cli::Arguments& arguments, Session& session);
void AddCheckpoint(cli::Arguments& arguments, Session& session);
void AddProve(cli::Arguments& arguments, Session& session);
void AddBackup(cli::Arguments& arguments, Session& session);
void AddRestore(cli::Arguments& arguments, Session& session);
void AddForget(cli::Arguments& arguments, Session& session);
void AddDisclose(cli::Arguments& arguments, Session& session);
void AddStatistics(cli::Arguments& arguments, Session& session);
void AddFigures(cli::Arguments& arguments, Session& session);
void AddMay(cli::Arguments& arguments, Session& session);
void AddCase(cli::Arguments& arguments, Session& session);
void AddPerson(cli::Arguments& arguments, Session& session);
void AddWhoRead(cli::Arguments& arguments, Session& session);
void AddDropReadings(cli::Arguments& arguments, Session& session);
void AddServe(cli::Arguments& arguments, Session& session);
void AddFeed(cli::Arguments& arguments, Session& session);
void AddSiuss(cli::Arguments& arguments, Session& session);
void AddExport(cli::Arguments& arguments, Session& session);

}  // namespace fascicolo::program
