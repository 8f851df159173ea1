#include "connectors/cli/arguments.h"

#include "engine/catalogue/form.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

namespace fascicolo::cli {

Language LanguageTyped(int count, const char* const* words) {
  constexpr std::string_view kOption = "--lang";
  std::string_view typed;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == kOption && i + 1 < count) typed = words[i + 1];
    if (word.starts_with("--lang=")) typed = word.substr(kOption.size() + 1);
  }
  return LanguageFrom(typed).value_or(*LanguageFrom(""));
}

std::string Options::Say(const std::string& names, HelpText help) {
  const std::string command = app_->get_parent() == nullptr ? std::string() : app_->get_name() + " ";
  said_->push_back({command + names, help});
  return help.In(language_);
}

void Options::Flag(const std::string& names, bool& target, HelpText help) {
  app_->add_flag(names, target, Say(names, help));
}

void Options::Text(const std::string& names, std::string& target, HelpText help, bool required) {
  app_->add_option(names, target, Say(names, help))->required(required);
}

void Options::Text(const std::string& names, std::optional<std::string>& target, HelpText help) {
  app_->add_option_function<std::string>(
      names, [&target](const std::string& given) { target = given; }, Say(names, help));
}

void Options::Texts(const std::string& names, std::vector<std::string>& target, HelpText help) {
  app_->add_option(names, target, Say(names, help));
}

namespace {

const char* In(Language language, const char* english, const char* italian) {
  return language == Language::kItalian ? italian : english;
}

CLI::Option* AddNumber(CLI::App& app, Language language, const std::string& names,
                       const std::string& help, std::function<void(std::uint64_t)> take) {
  const std::string problem =
      In(language, "is not a whole number: '", "non è un numero intero: '");
  const CLI::Validator digits(
      [problem](std::string& text) {
        const bool right = !text.empty() && text.size() <= 19 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
        return right ? std::string() : problem + text + "'";
      },
      "");
  return app
      .add_option_function<std::string>(
          names, [take](const std::string& text) { take(std::stoull(text)); }, help)
      ->check(digits)
      ->type_name("N");
}

void AddHelp(CLI::App& app, Language language) {
  app.set_help_flag("-h,--help", In(language, "Shows this help", "Mostra questo aiuto"));
}

/// The library's words in the reader's language.
void Speak(CLI::App& app, Language language) {
  auto& words = *app.get_formatter();
  words.column_width(34);
  words.label("Usage", In(language, "Usage", "Uso"));
  words.label("OPTIONS", In(language, "OPTIONS", "OPZIONI"));
  words.label("SUBCOMMAND", In(language, "COMMAND", "COMANDO"));
  words.label("Positionals", In(language, "Arguments", "Argomenti"));
  words.label("REQUIRED", In(language, "(required)", "(obbligatorio)"));
  words.label("TEXT", In(language, "TEXT", "TESTO"));
  app.option_defaults()->group(In(language, "Options", "Opzioni"));
  AddHelp(app, language);
}

TypedCommand AsTyped(const CLI::App& command) {
  TypedCommand typed{command.get_name(), {}};
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() == 0) continue;
    const auto& names = option->get_lnames();
    typed.options.push_back({names.empty() ? std::string() : "--" + names.front(), option->results()});
  }
  return typed;
}

/// What the library found wrong, said our way.
std::string ProblemOf(const CLI::ParseError& error, Language language) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    return what.substr(0, what.find(" is required")) + In(language, " is missing", " manca");
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const bool missing = what.find("missing") != std::string::npos;
    return what.substr(0, what.find(':')) +
           (missing ? In(language, " wants a value", " vuole un valore")
                    : In(language, " is given more than once", " è indicato più volte"));
  }
  return what;
}

}  // namespace

void Options::Number(const std::string& names, std::uint64_t& target, HelpText help,
                     bool required) {
  AddNumber(*app_, language_, names, Say(names, help), [&target](std::uint64_t given) {
    target = given;
  })->required(required);
}

void Options::Number(const std::string& names, std::optional<std::uint64_t>& target,
                     HelpText help) {
  AddNumber(*app_, language_, names, Say(names, help),
            [&target](std::uint64_t given) { target = given; });
}

void Options::Hidden(const std::string& names, std::string& target) {
  app_->add_option(names, target)->group("");
}

void Options::Answers(std::string when, std::string shape) {
  answers_->push_back({app_->get_name(), std::move(when), std::move(shape)});
}

struct Arguments::Commands {
  CLI::App app;
  Language language;
  std::vector<PlacedHelp> said;
  std::vector<AnswerShape> answers;
  std::ostream* complaints = &std::cerr;
  std::map<const CLI::App*, std::function<int()>> runs;
  std::function<std::optional<int>(const TypedCommand&)> first;

  Commands(const std::string& program, Language spoken, HelpText description)
      : app(description.In(spoken), program), language(spoken), said{{program, description}} {}

  [[nodiscard]] const CLI::App* typed() const {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? nullptr : chosen.front();
  }

  /// What could have been meant by a word that is no command or option here.
  [[nodiscard]] std::string Guess(const std::string& word) const {
    std::vector<std::string> names;
    const auto add_options = [&names](const CLI::App& of) {
      for (const CLI::Option* option : of.get_options()) {
        if (option->get_group().empty()) continue;
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
      }
    };
    if (typed() != nullptr) {
      add_options(*typed());
    } else {
      for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
      }
    }
    add_options(app);
    const std::vector<std::string_view> known(names.begin(), names.end());
    return std::string(engine::NearestWord(word, known));
  }
};

Arguments::Arguments(const std::string& program, Language language, HelpText description)
    : commands_(std::make_unique<Commands>(program, language, description)) {
  commands_->app.require_subcommand(0, 1);
  Speak(commands_->app, language);
}
Arguments::~Arguments() = default;

const std::vector<PlacedHelp>& Arguments::help() const { return commands_->said; }

const std::vector<AnswerShape>& Arguments::answers() const { return commands_->answers; }

Options Arguments::everywhere() {
  return Options(commands_->app, commands_->language, commands_->said, commands_->answers);
}

Options Arguments::Add(const std::string& name, HelpText description, const std::string& examples,
                       std::function<int()> run) {
  const Language language = commands_->language;
  commands_->said.push_back({name, description});
  CLI::App* command = commands_->app.add_subcommand(name, description.In(language));
  command->fallthrough();
  AddHelp(*command, language);  // the one it was born with stands under the library's heading
  command->group(In(language, "Commands", "Comandi"));
  if (!examples.empty())
    command->footer(std::string(In(language, "Examples:\n", "Esempi:\n")) + examples);
  commands_->runs[command] = std::move(run);
  return Options(*command, language, commands_->said, commands_->answers);
}

void Arguments::AskFirst(std::function<std::optional<int>(const TypedCommand&)> first) {
  commands_->first = std::move(first);
}

void Arguments::ComplainTo(std::ostream& complaints) { commands_->complaints = &complaints; }

int Arguments::Complain(const std::string& problem) const {
  const CLI::App* typed = commands_->typed();
  const std::string& program = commands_->app.get_name();
  *commands_->complaints << program << ": " << problem << In(commands_->language, "\nSee '", "\nVedere '") << program
            << (typed == nullptr ? "" : " " + typed->get_name()) << " --help'.\n";
  return kExitUsage;
}

int Arguments::ComplainOfExtra() const {
  const Language language = commands_->language;
  const auto extras = commands_->app.remaining(true);
  const std::string word = extras.empty() ? std::string() : extras.front();
  std::string problem = word.starts_with("-") ? In(language, "unknown option '", "opzione sconosciuta '")
                        : commands_->typed()
                            ? In(language, "unknown argument '", "argomento sconosciuto '")
                            : In(language, "unknown command '", "comando sconosciuto '");
  problem += word + "'";
  const std::string meant = commands_->Guess(word);
  if (!meant.empty())
    problem += In(language, "; did you mean '", "; si intendeva '") + meant + "'?";
  return Complain(problem);
}

int Arguments::Run(int count, const char* const* arguments) {
  CLI::App& app = commands_->app;
  try {
    app.parse(count, arguments);
  } catch (const CLI::Success& asked_for_help) {
    app.exit(asked_for_help);
    return kExitDone;
  } catch (const CLI::ExtrasError&) {
    return ComplainOfExtra();
  } catch (const CLI::ParseError& error) {
    return Complain(ProblemOf(error, commands_->language));
  }
  const CLI::App* typed = commands_->typed();
  if (typed == nullptr) {
    *commands_->complaints << app.help();
    return kExitUsage;
  }
  if (commands_->first) {
    if (const auto code = commands_->first(AsTyped(*typed))) return *code;
  }
  return commands_->runs.at(typed)();
}

}  // namespace fascicolo::cli
