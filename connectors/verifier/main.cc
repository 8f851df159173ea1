// fascicolo-verify: the program.
#include <iostream>

#include "connectors/verifier/verifying.h"

int main(int count, char** words) { return fascicolo::verifier::Run(count, words, std::cout, std::cerr); }
