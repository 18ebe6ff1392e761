# The survey of benches/src/bin/survey.rs in R's package survey, on the columns it left, and both side by side.
#
#   Rscript benches/peers/survey.R FOLDER        the table is printed as Markdown; R is timed once for each line
suppressPackageStartupMessages(library(survey))
folder <- commandArgs(TRUE)[1]
size <- file.size(file.path(folder, "fear")) / 8
column <- function(name) readBin(file.path(folder, name), "double", size)
names <- c("stratum", "unit", "group", "answer", "ten", "weight", "fear", "age", "income", "victim")
data <- as.data.frame(sapply(names, column, simplify = FALSE))
data$unit <- data$stratum * 1000 + data$unit
data$fpc <- 400
for (name in c("group", "answer", "ten")) data[[name]] <- factor(data[[name]])
ours <- read.table(file.path(folder, "ours.tsv"), col.names = c("name", "ms", "figure"), row.names = 1)

times <- list()
timed <- function(name, expression) {
  gc(FALSE)
  took <- system.time(value <- expression)[["elapsed"]] * 1000
  times[[name]] <<- c(took, NA)
  value
}
note <- function(name, figure) times[[name]][2] <<- figure

design <- timed("design", svydesign(id = ~unit, strata = ~stratum, weights = ~weight, fpc = ~fpc, data = data))
x <- timed("mean", svymean(~fear, design)); note("mean", SE(x))
x <- timed("shares", svymean(~answer, design)); note("shares", SE(x)[1])
x <- timed("groups", svyby(~fear, ~group, design, svymean)); note("groups", SE(x)[1])
x <- timed("quantiles", svyquantile(~fear, design, c(.25, .5, .75))); note("quantiles", SE(x)[1])
x <- timed("table", svychisq(~answer + ten, design)); note("table", x$statistic)
x <- timed("linear", svyglm(income ~ fear + age, design)); note("linear", SE(x)[2])
x <- timed("logistic", svyglm(victim ~ fear + age, design, family = quasibinomial())); note("logistic", SE(x)[2])
margin <- function(name) {
  totals <- tapply(data$weight, data[[name]], sum)
  raised <- totals * (1 + 0.1 * ((seq_along(totals) - 1) %% 3))
  frame <- data.frame(level = factor(names(totals), levels(data[[name]])), Freq = as.vector(raised * sum(totals) / sum(raised)))
  setNames(frame, c(name, "Freq"))
}
raked <- timed("raking", rake(design, list(~answer, ~ten, ~group), list(margin("answer"), margin("ten"), margin("group")),
  control = list(maxit = 100, epsilon = 1e-10)))
note("raking", sum(weights(raked)^2))
x <- timed("raked", svymean(~fear, raked)); note("raked", SE(x))
# The ordinary way to this design needs all its weights at once, 8 GB, only to count its degrees of freedom.
replicates <- timed("drawing", survey:::subbootweights(data$stratum, data$unit, 1000, compress = TRUE))
boot <- structure(list(repweights = replicates$repweights, pweights = data$weight, type = "subbootstrap", rho = NULL,
  scale = replicates$scale, rscales = replicates$rscales, combined.weights = FALSE, selfrep = NULL, mse = FALSE,
  degf = 1950, variables = data), class = "svyrep.design")
x <- timed("bootstrap", svymean(~fear, boot)); note("bootstrap", SE(x))
times[["bootstrap"]][1] <- times[["bootstrap"]][1] + times[["drawing"]][1]

cat(sprintf("\n%s, survey %s\n\n", R.version.string, packageVersion("survey")))
cat("| work | ours, ms | R, ms | ours is faster | standard error or statistic, ours | R |\n|---|---:|---:|---:|---:|---:|\n")
said <- c(design = "design", mean = "mean with its standard error", shares = "shares of five levels", groups = "means of 80 groups",
  bootstrap = "1,000 bootstrap replicates of a mean, drawing included", quantiles = "three quantiles", table = "test of a table of 5 × 10",
  linear = "linear regression", logistic = "logistic regression", raking = "raking of three margins (Σ w²)", raked = "mean on the raked design")
for (name in names(said)) {
  mine <- ours[name, ]
  cat(sprintf("| %s | %.1f | %.0f | %.0f× | %.8g | %.8g |\n", said[[name]], mine$ms, times[[name]][1], times[[name]][1] / mine$ms,
    mine$figure, times[[name]][2]))
}
