#include "connectors/cli/arguments.h"

#include "engine/catalogue/form.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

namespace fascicolo::cli {

void Options::Flag(const std::string& names, bool& target, const std::string& help) {
  app_->add_flag(names, target, help);
}

void Options::Text(const std::string& names, std::string& target, const std::string& help,
                   bool required) {
  app_->add_option(names, target, help)->required(required);
}

void Options::Text(const std::string& names, std::optional<std::string>& target,
                   const std::string& help) {
  app_->add_option_function<std::string>(
      names, [&target](const std::string& given) { target = given; }, help);
}

void Options::Texts(const std::string& names, std::vector<std::string>& target,
                    const std::string& help) {
  app_->add_option(names, target, help);
}

namespace {

CLI::Option* AddNumber(CLI::App& app, const std::string& names, const std::string& help,
                       std::function<void(std::uint64_t)> take) {
  const CLI::Validator digits(
      [](std::string& text) {
        const bool right = !text.empty() && text.size() <= 19 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
        return right ? std::string() : "is not a whole number: '" + text + "'";
      },
      "N");
  return app
      .add_option_function<std::string>(
          names, [take](const std::string& text) { take(std::stoull(text)); }, help)
      ->check(digits)
      ->type_name("N");
}

}  // namespace

void Options::Number(const std::string& names, std::uint64_t& target, const std::string& help,
                     bool required) {
  AddNumber(*app_, names, help, [&target](std::uint64_t given) {
    target = given;
  })->required(required);
}

void Options::Number(const std::string& names, std::optional<std::uint64_t>& target,
                     const std::string& help) {
  AddNumber(*app_, names, help, [&target](std::uint64_t given) { target = given; });
}

void Options::Hidden(const std::string& names, std::string& target) {
  app_->add_option(names, target)->group("");
}

struct Arguments::Commands {
  CLI::App app;
  std::map<const CLI::App*, std::function<int()>> runs;

  Commands(const std::string& program, const std::string& description)
      : app(description, program) {}

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

Arguments::Arguments(const std::string& program, const std::string& description)
    : commands_(std::make_unique<Commands>(program, description)) {
  commands_->app.require_subcommand(0, 1);
  commands_->app.get_formatter()->column_width(34);
}
Arguments::~Arguments() = default;

Options Arguments::everywhere() { return Options(commands_->app); }

Options Arguments::Add(const std::string& name, const std::string& description,
                       const std::string& examples, std::function<int()> run) {
  CLI::App* command = commands_->app.add_subcommand(name, description);
  command->fallthrough();
  if (!examples.empty()) command->footer("Examples:\n" + examples);
  commands_->runs[command] = std::move(run);
  return Options(*command);
}

int Arguments::Run(int count, const char* const* arguments) {
  CLI::App& app = commands_->app;
  const auto complain = [&](const std::string& problem) {
    const CLI::App* typed = commands_->typed();
    std::cerr << app.get_name() << ": " << problem << "\nSee '" << app.get_name()
              << (typed == nullptr ? "" : " " + typed->get_name()) << " --help'.\n";
    return kExitUsage;
  };
  try {
    app.parse(count, arguments);
  } catch (const CLI::Success& asked_for_help) {
    app.exit(asked_for_help);
    return kExitDone;
  } catch (const CLI::ExtrasError&) {
    const auto extras = app.remaining(true);
    const std::string word = extras.empty() ? std::string() : extras.front();
    const char* kind = word.starts_with("-") ? "option"
                       : commands_->typed()  ? "argument"
                                             : "command";
    const std::string meant = commands_->Guess(word);
    return complain(std::string("unknown ") + kind + " '" + word + "'" +
                    (meant.empty() ? "" : "; did you mean '" + meant + "'?"));
  } catch (const CLI::ParseError& error) {
    return complain(error.what());
  }
  const CLI::App* typed = commands_->typed();
  if (typed == nullptr) {
    std::cerr << app.help();
    return kExitUsage;
  }
  return commands_->runs.at(typed)();
}

}  // namespace fascicolo::cli
