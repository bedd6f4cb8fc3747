# Reference values of RobustCovarianceTests.swift and FirthTests.swift: R 4.2.2, sandwich 3.0-2,
# brglm2 0.9.
# Run: Rscript inference.R, in this folder.
library(sandwich)
library(brglm2)
options(digits = 17)
show <- function(name, values) cat(name, paste0(format(unname(values), digits = 17), ","), "\n")
errors <- function(name, covariance) show(name, sqrt(diag(covariance)))

set <- read.csv(text = system("python3 sets.py general", intern = TRUE), header = FALSE)
names(set) <- c(paste0("x", 1:5), "y", "w")
house <- (seq_len(nrow(set)) - 1) %/% 3
exact <- glm.control(epsilon = 1e-15, maxit = 100)
formula <- y ~ x1 + x2 + x3 + x4 + x5
for (weighted in c(FALSE, TRUE)) {
  used <- if (weighted) set[set$w > 0, ] else set
  houses <- if (weighted) house[set$w > 0] else house
  fit <- suppressWarnings(
    if (weighted) glm(formula, binomial, used, weights = w, control = exact)
    else glm(formula, binomial, used, control = exact))
  cat("== weighted", weighted, "\n")
  errors("HC0", vcovHC(fit, type = "HC0"))
  errors("HC1", vcovHC(fit, type = "HC1"))
  errors("CR0", vcovCL(fit, houses, type = "HC0", cadjust = FALSE))
  errors("CR1", vcovCL(fit, houses, type = "HC1"))
  cat("clusters", length(unique(houses)), "rows", nrow(used), "\n")
}
fit <- glm(formula, binomial, set, control = exact)
table <- cbind(summary(fit)$coefficients, confint.default(fit))
for (column in colnames(table)) show(column, table[, column])

data(endometrial)
firth <- function(formula, data, ...) {
  glm(formula, binomial, data, method = "brglmFit", type = "AS_mean",
    epsilon = 1e-14, maxit = 1000, ...)
}
fit <- firth(HG ~ NV + PI + EH, endometrial)
show("endometrial", coef(fit))
errors("errors", vcov(fit))
show("log likelihood", as.numeric(logLik(fit)))
slopes <- with(endometrial, coef(fit)["NV"] * NV + coef(fit)["PI"] * PI + coef(fit)["EH"] * EH)
show("FLIC", coef(glm(HG ~ 1 + offset(slopes), binomial, endometrial, control = exact)))
# Two of one outcome on either side: the set is separated.
show("separated", coef(firth(y ~ x, data.frame(x = 1:4, y = c(0, 0, 1, 1)))))
fit <- firth(formula, set)
show("general", coef(fit))
errors("errors", vcov(fit))
