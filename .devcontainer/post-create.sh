#!/usr/bin/env bash
# Installs Azurite in the version that `wsis` pins, and the Azure Functions Core Tools; then restores the solution.
set -euo pipefail
cd "$(dirname "$0")/.."
azurite=$(node -p "require('./src/Wsis.Local/Azurite/package.json').dependencies.azurite")
npm install --global --no-fund --no-audit "azurite@$azurite" azure-functions-core-tools@4
dotnet restore
